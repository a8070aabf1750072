using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>Being logged in without going through the form each time; the form has tests of its own.</summary>
internal static class Logins
{
    /// <summary>What the pages keep a session in.</summary>
    private const string Place = "store.session";

    /// <summary>The person's pages are those of an account from now on.</summary>
    public static async Task LoginAsync(this Person person, WebShop shop, string email, string password = Shopkeeper.Password)
    {
        var tokens = (await shop.Guest.Post("/auth/login", new { email, password })).MustBe(200);
        var session = JsonSerializer.Serialize(new { accessToken = tokens["accessToken"].GetString(), refreshToken = tokens["refreshToken"].GetString(), login = $"{Guid.NewGuid()}" });
        // A page without scripts, to have a storage.
        await person.OpenAsync("/favicon.svg");
        await person.Page.EvaluateAsync($"session => localStorage.setItem('{Place}', session)", session);
    }

    /// <summary>The person's pages are the administrator's from now on.</summary>
    public static Task LoginAsAdminAsync(this Person person, WebShop shop) => person.LoginAsync(shop, Shopkeeper.Email);

    /// <summary>The administrator at an address on which nothing is on its way any more.</summary>
    public static async Task<Person> KeeperAsync(this WebShop shop, string address)
    {
        var keeper = await shop.PersonAsync();
        await keeper.LoginAsAdminAsync(shop);
        await keeper.OpenAsync(address);
        await keeper.Page.SettledAsync();
        return keeper;
    }
}
