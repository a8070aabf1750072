using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;

namespace OrleansStore.Api.Customers;

/// <summary>The bearer tokens of the store: the framework's own protected tickets, remembered once they are opened.</summary>
/// <remarks>
/// The tickets are what the framework's bearer handler makes; the handler itself opens each token anew, and its refresh
/// tokens are good as often as they are shown. Opening one costs some 8 µs, as much as the rest of a small request; a
/// remembered one costs a look-up.
/// </remarks>
public sealed class AccessTokens
{
    /// <summary>Opened tokens that are remembered; some 500 bytes each.</summary>
    private const int Remembered = 20_000;

    /// <summary>Characters of a token; those that are made have some 600.</summary>
    private const int Longest = 2_000;

    private const string SessionClaim = "session";
    private const string NumberClaim = "number";

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly TimeProvider time;
    private readonly RevokedSessions revoked;
    private readonly TicketDataFormat access;
    private readonly TicketDataFormat refresh;
    private readonly ConcurrentDictionary<string, Opened> opened;
    private readonly ConcurrentDictionary<string, Opened>.AlternateLookup<ReadOnlySpan<char>> openedByText;

    /// <summary>Tokens that this store's keys protect.</summary>
    public AccessTokens(IDataProtectionProvider protection, RevokedSessions revoked, TimeProvider time)
    {
        this.time = time;
        this.revoked = revoked;
        access = new(protection.CreateProtector("store.accessToken.v1"));
        refresh = new(protection.CreateProtector("store.refreshToken.v1"));
        opened = new(StringComparer.Ordinal);
        openedByText = opened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Makes the tokens of a session.</summary>
    public TokenAnswer Issue(CustomerCredentials customer, SessionView session)
    {
        var identity = new ClaimsIdentity(BearerTokenDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, customer.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Role, customer.Role.ToString()));
        identity.AddClaim(new Claim(SessionClaim, session.Id.ToString()));
        var renewing = identity.Clone();
        renewing.AddClaim(new Claim(NumberClaim, session.Number.ToString(CultureInfo.InvariantCulture)));
        return new TokenAnswer(
            access.Protect(Ticket(identity, SessionLimits.Access)), "Bearer", (long)SessionLimits.Access.TotalSeconds, refresh.Protect(Ticket(renewing, SessionLimits.Idle)));
    }

    /// <summary>Whose access token it is; null when it is not one of this store's, has expired, or its session has ended; or while it is not known which have.</summary>
    public Caller? Open(ReadOnlySpan<char> token)
    {
        if (!revoked.IsKnown || !IsSpelled(token)) return null;
        if (!openedByText.TryGetValue(token, out var known))
        {
            var text = token.ToString();
            if (Unprotect(access, text) is not { } ticket || CallerOf(ticket.Principal) is not { } caller) return null;
            if (opened.Count >= Remembered) opened.Clear();
            opened[text] = known = new Opened(caller, ticket.Expires);
        }

        return known.Expires > time.GetUtcNow() && !revoked.Contains(known.Caller.SessionId!.Value) ? known.Caller : null;
    }

    /// <summary>Whose refresh token it is; null when it is not one of this store's or has expired. Whether it is still good, its session knows.</summary>
    public RefreshTicket? OpenRefresh(string token) =>
        IsSpelled(token) && Unprotect(refresh, token) is { } ticket && CallerOf(ticket.Principal) is { } caller
            && int.TryParse(ticket.Principal.FindFirstValue(NumberClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new RefreshTicket(caller.Id!.Value, caller.SessionId!.Value, number)
                : null;

    /// <summary>
    /// Whether it is spelled as it was issued. The decoder is lenient about spaces and about bits that stand for nothing:
    /// one token would have many spellings, each of them remembered.
    /// </summary>
    private static bool IsSpelled(ReadOnlySpan<char> token) =>
        token.Length is > 0 and <= Longest && !token.ContainsAnyExcept(Alphabet) && (token.Length % 4) switch
        {
            0 => true,
            2 => "AQgw".Contains(token[^1]),
            3 => "AEIMQUYcgkosw048".Contains(token[^1]),
            _ => false,
        };

    private AuthenticationTicket Ticket(ClaimsIdentity identity, TimeSpan lifetime) => new(
        new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + lifetime }, BearerTokenDefaults.AuthenticationScheme);

    private (ClaimsPrincipal Principal, DateTimeOffset Expires)? Unprotect(TicketDataFormat format, string token)
    {
        var ticket = format.Unprotect(token);
        return ticket?.Properties.ExpiresUtc is { } expires && expires > time.GetUtcNow() ? (ticket.Principal, expires) : null;
    }

    private static Caller? CallerOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Enum.TryParse<CustomerRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
            ? new Caller(id, role) { SessionId = session }
            : null;

    private sealed record Opened(Caller Caller, DateTimeOffset Expires);
}

/// <summary>What a refresh token says.</summary>
public readonly record struct RefreshTicket(Guid Customer, Guid Session, int Number);
