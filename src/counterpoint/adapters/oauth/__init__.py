"""Permission from a provider (OAuth 2.0, RFC 6749) over HTTP: codes into tokens, tokens into new ones.

For a further provider:

- Its facts are one more `AuthorizationServer` in `domain.agenda.authorization` (PROVIDERS_BY_PERMISSION).
  Then pages, consent, the way back, keeping and renewing are there (`doors.web.calendars.permissions`,
  `desk.permitting`), and an account says whose it is by `CalendarAccount.provider`.
- What speaks with its calendars is a `CalendarServer`, added by its key in `wiring.calendars._BY_PERMISSION`:
  a function (account, server: AuthorizationServer, bearer: desk.ports.Bearer, now, hurried) → context
  manager. It calls `bearer()` for a token and, after a 401, `bearer(refused=that_token)` once before it
  gives up; both raise PermissionEnded (a NotLetIn), which locks the account with words about giving
  permission again. It opens its connections with `permitted(server)`, and the token goes to the very host
  of `server.api` alone: what else stands under such a name may be anybody's.
- Whoever runs a Counterpoint registers its own client, kept by `adapters.storage.clients`, sealed. In tests,
  COUNTERPOINT_GOOGLE_AT=http://127.0.0.1:port (the key in capitals) puts a stand-in in the place of every
  address of that provider. It is a setting of the process, which nobody can make from within; then, and
  only then, that one host may be in a private network.

No token, code or secret is in an error, a log or a `repr`.
"""

from counterpoint.adapters.oauth.asking import OAuthServer, permitted, stand_in

__all__ = ["OAuthServer", "permitted", "stand_in"]
