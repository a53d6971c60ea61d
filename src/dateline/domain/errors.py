"""The error tree. An error's docstring is its message; what it was about and what to do stand behind it."""

from __future__ import annotations


class DatelineError(Exception):
    """Dateline could not do what was asked."""

    def __init__(self, about: str = "", remedy: str = "") -> None:
        """Name what went wrong with what (`about`) and what to do (`remedy`)."""
        self.about = about
        self.remedy = remedy
        super().__init__(about, remedy)

    def __str__(self) -> str:
        """One line: what was wrong, with what, and what to do."""
        sentence = (type(self).__doc__ or "").splitlines()[0].rstrip(".")
        line = f"{sentence}: {self.about}" if self.about else sentence
        return f"{line}. {self.remedy}" if self.remedy else f"{line}."


class PageUnreadable(DatelineError):
    """The page cannot be read."""


class PageEmpty(PageUnreadable):
    """The page is empty."""


class NoArticle(PageUnreadable):
    """The page holds no article text."""


class LoginWall(PageUnreadable):
    """The page asks for a login or a subscription instead of showing its article."""


class PageTooLarge(PageUnreadable):
    """The page is larger than a report can be."""


class NotText(PageUnreadable):
    """The page is not text, HTML or PDF."""


class PdfWithoutText(PageUnreadable):
    """The PDF holds pictures of pages but no text."""


class PdfDamaged(PageUnreadable):
    """The PDF is damaged or locked."""


class PageMissing(PageUnreadable):
    """There is no such page."""


class FetchFailed(DatelineError):
    """The page could not be fetched."""


class AddressForbidden(FetchFailed):
    """The address is not one that Dateline fetches from."""


class RobotsForbid(FetchFailed):
    """The site's robots.txt does not allow fetching this page."""


class RobotsUnread(RobotsForbid):
    """The site's robots.txt cannot be read, which forbids all."""


class NotOurTurn(FetchFailed):
    """The site is asked no more often than it allows."""

    def __init__(self, about: str = "", remedy: str = "", *, wait: float = 0.0) -> None:
        """As all errors; `wait` is the time in seconds after which it is our turn."""
        super().__init__(about, remedy)
        self.wait = wait


class TooManyRedirects(FetchFailed):
    """The page redirects too often."""


class HostUnknown(FetchFailed):
    """The site's name leads to no address."""


class NoConnection(FetchFailed):
    """The site takes no connection."""


class FetchTimedOut(FetchFailed):
    """The site takes too long to answer."""


class AnsweredWithError(FetchFailed):
    """The site answers with an error instead of the page."""

    def __init__(self, about: str = "", remedy: str = "", *, status: int = 0) -> None:
        """As all errors; `status` is HTTP's number of the answer."""
        super().__init__(about, remedy)
        self.status = status


class ComeBackLater(AnsweredWithError):
    """The site asks to be left alone for a while."""

    def __init__(self, about: str = "", remedy: str = "", *, status: int = 0, wait: float = 0.0) -> None:
        """As all errors; `wait` is for how many seconds, 0 where the site does not say."""
        super().__init__(about, remedy, status=status)
        self.wait = wait


class BackupUnreadable(DatelineError):
    """The backup cannot be restored."""


class SettingsFaulty(DatelineError):
    """The settings are not right."""


class DatabaseUnusable(DatelineError):
    """The database cannot be used."""


class ArchiveOutdated(DatelineError):
    """The archive's tables are not those of this version."""


class ArchiveInUse(DatelineError):
    """The archive is not empty, or something is at work on it."""


class WorkerLost(DatelineError):
    """The worker that had the task in hand has died of it, or was killed."""


class FeedUnreadable(DatelineError):
    """The feed cannot be read."""


class ListUnreadable(DatelineError):
    """The list cannot be read."""


class LanguageUnread(DatelineError):
    """The model does not read this language."""


class EngineUnavailable(DatelineError):
    """The coding engine cannot be loaded."""


class EngineNotSetUp(EngineUnavailable):
    """The LLM engine is not set up."""


class EngineUnreachable(EngineUnavailable):
    """The model's server does not answer."""


class AccessRefused(EngineUnavailable):
    """The model's server refuses access."""


class ModelUnknown(EngineUnavailable):
    """The model's server has no such model."""


class BudgetReached(EngineUnavailable):
    """The budget for the model is used up."""


class ModelFailed(DatelineError):
    """The model gives no answer to this report."""


class ReplyUnusable(DatelineError):
    """The model's answer to this report is no coding."""


class EngineSilent(DatelineError):
    """The engine cannot say why it codes as it does."""


class EventUnknown(DatelineError):
    """The report has no such event."""


class BadInterchange(DatelineError):
    """The input is not a line of Dateline's interchange."""


class IncidentUnknown(DatelineError):
    """There is no such incident."""


class IncidentAmbiguous(DatelineError):
    """Several incidents have an id that begins so."""


class IncidentsUnusable(DatelineError):
    """Nothing can be linked into this file."""


class OutputForeign(DatelineError):
    """The output file holds something else than this run's codings."""


class OutputInUse(DatelineError):
    """Another run is writing to the output file."""


class GazetteerUnavailable(DatelineError):
    """The gazetteer cannot be opened."""


class GazetteerMissing(GazetteerUnavailable):
    """There is no gazetteer."""


class GazetteerSourceFaulty(DatelineError):
    """The list of places cannot be read."""


class SupplementFaulty(DatelineError):
    """The supplement to the gazetteer is not right."""


class RegisterUnreadable(DatelineError):
    """The register of actors cannot be read."""


class PackageMissing(DatelineError):
    """A package that this needs is not installed."""


class LastAdmin(DatelineError):
    """The newsroom keeps at least one admin."""


class AddressFaulty(DatelineError):
    """This is no e-mail address."""


class AddressHasAccount(DatelineError):
    """The e-mail address has an account already."""


class InvitationVoid(DatelineError):
    """The invitation cannot be accepted."""


class PasswordTooWeak(DatelineError):
    """The password is too weak."""


class SecretUnreadable(DatelineError):
    """The stored secret of a second factor cannot be read."""


class ServerFailed(DatelineError):
    """The site could not be kept running."""


class WordsMoved(DatelineError):
    """The words that this rests on stand in the report no more."""


class EditRefused(DatelineError):
    """The entry cannot be saved so."""

    def __init__(
        self, about: str = "", remedy: str = "", *, field: str = "", bearers: tuple[str, ...] = ()
    ) -> None:
        """Name, too, the `field` that is wrong and the ids of entries that stand against it (`bearers`)."""
        super().__init__(about, remedy)
        self.field = field
        self.bearers = bearers


class EditedMeanwhile(DatelineError):
    """Somebody else has edited this meanwhile."""


class PersonUnknown(DatelineError):
    """Nobody with an account here goes by that."""


class CorrectionRefused(DatelineError):
    """The event cannot be corrected so."""


class TakenByAnother(DatelineError):
    """Somebody else has this in hand."""


class ReviewRefused(DatelineError):
    """This cannot be reviewed so."""


class ViewOutdated(DatelineError):
    """The event was changed since you opened it; nothing of yours was laid over that."""


class RulingRefused(DatelineError):
    """The incidents cannot be put together or taken apart so."""


class RulingWithdrawn(DatelineError):
    """This has been undone already."""


class BriefingStageWrong(DatelineError):
    """This cannot be done with the briefing as it stands."""


class BriefingWithdrawn(BriefingStageWrong):
    """The briefing was withdrawn."""


class BriefingDeleted(DatelineError):
    """The draft of this briefing was deleted meanwhile."""


class BriefingOut(DatelineError):
    """What readers have seen is never deleted."""


class FourEyesNeeded(DatelineError):
    """Somebody else has to approve the briefing."""


class UnderEmbargo(DatelineError):
    """The briefing is under embargo."""


class CorrectionNeeded(DatelineError):
    """What readers have seen is changed with a correction only."""


class CorrectionOut(DatelineError):
    """The correction is published and stays."""


class SeriesRetired(DatelineError):
    """The series has ended."""


class IncidentNotReady(DatelineError):
    """The incident cannot be shown to readers."""


class MediaRefused(DatelineError):
    """The file cannot be shown to readers."""


class MailNotTaken(DatelineError):
    """The mail server takes no mail from us just now."""
