using OrleansStore.Api.Http;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>Logging in.</summary>
public sealed class LoginHandlers(IGrainFactory grains, IClaimNames names, PasswordLane passwords, AccessTokens tokens)
{
    /// <summary>Gives tokens for an e-mail address and its password; an unknown address is refused as slowly as a wrong password.</summary>
    public async Task<Answer> Login(Call call, LoginRequest input)
    {
        var claim = await grains.GetGrain<IClaimGrain>(names.Email(input.Email!)).Get();
        var customer = claim.Value?.Owner is { } id ? await Credentials(id) : null;
        return await passwords.VerifyAsync(customer?.PasswordHash, input.Password!)
            ? Answer.Of(tokens.Issue(customer!))
            : new Problem(401, "invalidCredentials", "The e-mail address or the password is wrong.");
    }

    /// <summary>Gives new tokens for a refresh token.</summary>
    public async Task<Answer> Refresh(Call call, RefreshRequest input)
    {
        var customer = tokens.OpenRefresh(input.RefreshToken!) is { } id ? await Credentials(id) : null;
        return customer is null
            ? new Problem(401, "invalidRefreshToken", "The refresh token is not valid or has expired; log in again.")
            : Answer.Of(tokens.Issue(customer));
    }

    private async Task<CustomerCredentials?> Credentials(Guid id)
    {
        var result = await grains.GetGrain<ICustomerGrain>(id).GetCredentials();
        return result.Error is null ? result.Value : null;
    }
}
