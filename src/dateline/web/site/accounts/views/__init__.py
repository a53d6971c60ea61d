"""The pages of accounts that are not allauth's."""
