// What passkeys need is shown where the browser knows them, and the note that says so goes away.
if (window.PublicKeyCredential) {
  for (const each of document.querySelectorAll('.with-passkeys')) each.hidden = false
  for (const each of document.querySelectorAll('.without-passkeys')) each.hidden = true
}

// allauth's script tells of failures by an event and prints them where nobody looks. Here they are said on the page.
document.addEventListener('allauth.error', (event) => {
  const said = document.getElementById('passkey_failed')
  if (!said) return
  event.preventDefault()
  said.hidden = false
  said.scrollIntoView({ block: 'nearest' })
})
