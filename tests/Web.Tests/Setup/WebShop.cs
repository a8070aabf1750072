using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace OrleansStore.Web.Tests.Setup;

/// <summary>The real program with the demo catalog, and a browser in front of it; both of one class of tests.</summary>
public sealed partial class WebShop : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-web-");
    private readonly int _port = StoreProcess.FreePort();
    private StoreProcess? _store;
    private IPlaywright? _playwright;
    private string? _missing = Needed.Missing;

    /// <summary>Where it serves.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>How long its last start took until it served.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Whether there are browser and pages.</summary>
    public bool IsThere => _missing is null;

    /// <summary>Somebody without an account, who asks the API itself.</summary>
    internal Visitor Guest => new(new HttpClient { BaseAddress = new Uri(Address) });

    /// <summary>Without browser or pages a test is skipped, but on the build server it fails.</summary>
    public void Require() => NeededServer.Require(_missing);

    public async ValueTask InitializeAsync()
    {
        if (_missing is not null) return;
        await StartAsync();
        if (MissingPages().Match(_store!.Said) is { Success: true } without)
        {
            _missing = $"The web pages are not in this build: {without.Groups[1].Value}";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Needed.Chromium,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _store!.Kill();

    /// <summary>Starts it, at the address and on the data it had before.</summary>
    public async Task StartAsync()
    {
        _store?.Dispose();
        var since = Stopwatch.StartNew();
        _store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port,
            ("Store__Demo", "true"), ("Store__Webhooks__AllowPrivate", "true"), ("ASPNETCORE_ENVIRONMENT", "Development"));
        await _store.ServesAsync();
        StartTime = since.Elapsed;
    }

    /// <summary>The administrator, who asks the API itself.</summary>
    internal Task<Visitor> AdminAsync() => LoginAsync(Shopkeeper.Email, Shopkeeper.Password);

    /// <summary>Somebody with an account, who asks the API itself.</summary>
    internal async Task<Visitor> LoginAsync(string email, string password) =>
        Guest with { AccessToken = (await Guest.Post("/auth/login", new { email, password })).MustBe(200)["accessToken"].GetString() };

    /// <summary>A new account.</summary>
    internal async Task<Visitor> RegisterAsync(string email)
    {
        var id = (await Guest.Post("/customers", new { email, name = "Ada", password = Shopkeeper.Password })).MustBe(201).Id;
        return await LoginAsync(email, Shopkeeper.Password) with { Id = id };
    }

    /// <summary>Somebody at a browser of his own: nothing is remembered from others.</summary>
    internal Task<Person> PersonAsync(BrowserNewContextOptions? options = null) => Person.ComeAsync(this, options ?? new());

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        _store?.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("web +not in this build: (.+)")]
    private static partial Regex MissingPages();
}
