using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Accounts;

namespace OrleansStore.Api.Customers;

/// <summary>Opens an account.</summary>
/// <param name="Password">From 8 to 200 characters, none of the common ones.</param>
public sealed record RegisterRequest(string? Email, string? Name, string? Password) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Email("email", Email, CustomerLimits.Email)
        .Text("name", Name, CustomerLimits.Text)
        .Password("password", Password);
}

/// <summary>Shows the token that was sent to verify an e-mail address.</summary>
public sealed record VerifyRequest(string? Token) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("token", Token, max: 1_000);
}

/// <summary>Has a token sent that sets a new password.</summary>
public sealed record ResetRequest(string? Email) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Email("email", Email, CustomerLimits.Email);
}

/// <summary>Sets a new password by the token that was sent.</summary>
/// <param name="Password">From 8 to 200 characters, none of the common ones.</param>
public sealed record ConfirmResetRequest(string? Token, string? Password) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("token", Token, max: 1_000).Password("password", Password);
}

/// <summary>Changes the password.</summary>
/// <param name="NewPassword">From 8 to 200 characters, none of the common ones.</param>
public sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("currentPassword", CurrentPassword, max: PasswordPolicy.Longest).Password("newPassword", NewPassword);
}

/// <summary>Where a customer is logged in.</summary>
/// <param name="Client">What the program called itself.</param>
/// <param name="Current">Whether it is the session of this very request.</param>
public sealed record SessionAnswer(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string? Client, bool Current);

/// <summary>All of them, the last used first.</summary>
public sealed record SessionPage(IReadOnlyList<SessionAnswer> Items);

/// <summary>Logs in.</summary>
public sealed record LoginRequest(string? Email, string? Password) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Email("email", Email, CustomerLimits.Email)
        .Text("password", Password, max: PasswordPolicy.Longest);
}

/// <summary>Goes on being logged in.</summary>
public sealed record RefreshRequest(string? RefreshToken) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("refreshToken", RefreshToken, max: 4_000);
}

/// <summary>The tokens of a login.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenAnswer(string AccessToken, string TokenType, long ExpiresIn, string RefreshToken);

/// <summary>Changes an account; what is absent stays.</summary>
public sealed record ChangeCustomerRequest(
    string? Name, string? Phone, PreferencesRequest? Preferences, AddressRequest[]? Addresses) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.OptionalText("name", Name, CustomerLimits.Text).OptionalText("phone", Phone, CustomerLimits.Text);
        if (Preferences is not null) checks.Nested("preferences", Preferences);
        if (Addresses?.Length > CustomerLimits.Addresses) checks.Fail("addresses", $"At most {CustomerLimits.Addresses}.");
        else for (var i = 0; i < Addresses?.Length; i++) checks.Nested($"addresses[{i}]", Addresses[i]);
    }
}

/// <summary>Says what a customer may do, and which group it is in for promotions; what is absent stays.</summary>
/// <param name="Group">Empty: in none.</param>
public sealed record AdministerCustomerRequest(string? Group, CustomerRole? Role) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if (Role is null) checks.Text("group", Group, CustomerLimits.Text, min: 0);
        else checks.OptionalText("group", Group, CustomerLimits.Text, min: 0);
    }
}

/// <summary>What a customer likes to see and get.</summary>
public sealed record PreferencesRequest(string[]? Categories, bool? EmailOptIn) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if (Categories?.Length > CustomerLimits.Categories) checks.Fail("categories", $"At most {CustomerLimits.Categories}.");
        else for (var i = 0; i < Categories?.Length; i++) checks.Text($"categories[{i}]", Categories[i], CustomerLimits.Text);
    }

    /// <summary>As grains know them.</summary>
    public CustomerPreferences ToPreferences() => new([.. Categories ?? []], EmailOptIn ?? false);
}

/// <summary>A postal address.</summary>
/// <param name="Country">Two letters (ISO 3166-1 alpha-2).</param>
public sealed record AddressRequest(string? Street, string? City, string? State, string? ZipCode, string? Country) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks
        .Text("street", Street, CustomerLimits.Text)
        .Text("city", City, CustomerLimits.Text)
        .OptionalText("state", State, CustomerLimits.Text, min: 0)
        .Text("zipCode", ZipCode, max: 20)
        .Country("country", Country);

    /// <summary>As grains know it; only after it was checked.</summary>
    public Address ToAddress() =>
        new(Street!.Trim(), City!.Trim(), string.IsNullOrWhiteSpace(State) ? null : State.Trim(), ZipCode!.Trim(), Country!.ToUpperInvariant());
}
