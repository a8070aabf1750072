using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>The bearer tokens of the store: the framework's own protected tickets, remembered once they are opened.</summary>
/// <remarks>Opening a token costs some 8 µs, as much as the rest of a small request; a remembered one costs a look-up.</remarks>
public sealed class AccessTokens
{
    /// <summary>How long an access token is good for.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>How long a refresh token is good for.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(14);

    /// <summary>Opened tokens that are remembered; some 500 bytes each.</summary>
    private const int Remembered = 20_000;

    private readonly TimeProvider time;
    private readonly TicketDataFormat access;
    private readonly TicketDataFormat refresh;
    private readonly ConcurrentDictionary<string, Opened> opened;
    private readonly ConcurrentDictionary<string, Opened>.AlternateLookup<ReadOnlySpan<char>> openedByText;

    /// <summary>Tokens that this store's keys protect.</summary>
    public AccessTokens(IDataProtectionProvider protection, TimeProvider time)
    {
        this.time = time;
        access = new(protection.CreateProtector("store.accessToken.v1"));
        refresh = new(protection.CreateProtector("store.refreshToken.v1"));
        opened = new(StringComparer.Ordinal);
        openedByText = opened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Makes the tokens of a login.</summary>
    public TokenAnswer Issue(CustomerCredentials customer)
    {
        var identity = new ClaimsIdentity(BearerTokenDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, customer.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Role, customer.Role.ToString()));
        var principal = new ClaimsPrincipal(identity);
        return new TokenAnswer(
            access.Protect(Ticket(principal, AccessLifetime)), "Bearer", (long)AccessLifetime.TotalSeconds, refresh.Protect(Ticket(principal, RefreshLifetime)));
    }

    /// <summary>Whose access token it is; null when it is not one of this store's or has expired.</summary>
    public Caller? Open(ReadOnlySpan<char> token)
    {
        if (openedByText.TryGetValue(token, out var known)) return known.Expires > time.GetUtcNow() ? known.Caller : null;
        var text = token.ToString();
        if (Unprotect(access, text) is not { } fresh) return null;
        if (opened.Count >= Remembered) opened.Clear();
        opened[text] = fresh;
        return fresh.Caller;
    }

    /// <summary>Whose refresh token it is; null when it is not one of this store's or has expired.</summary>
    public Guid? OpenRefresh(string token) => Unprotect(refresh, token)?.Caller.Id;

    private AuthenticationTicket Ticket(ClaimsPrincipal principal, TimeSpan lifetime) =>
        new(principal, new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + lifetime }, BearerTokenDefaults.AuthenticationScheme);

    private Opened? Unprotect(TicketDataFormat format, string token)
    {
        var ticket = format.Unprotect(token);
        if (ticket?.Properties.ExpiresUtc is not { } expires || expires <= time.GetUtcNow()) return null;
        return Guid.TryParse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && Enum.TryParse<CustomerRole>(ticket.Principal.FindFirstValue(ClaimTypes.Role), out var role)
                ? new Opened(new Caller(id, role), expires)
                : null;
    }

    private sealed record Opened(Caller Caller, DateTimeOffset Expires);
}
