using Microsoft.Playwright;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>Somebody at a browser, who notices everything that goes wrong in it.</summary>
/// <remarks>When the person leaves, an error of a script or of the console, a request that failed, or an answer of 400 or above that was not announced fails the test.</remarks>
internal sealed class Person : IAsyncDisposable
{
    private readonly WebShop _shop;
    private readonly IBrowserContext _context;
    private readonly List<string> _troubles = [];
    private readonly List<Func<string, bool>> _announced = [];
    private int _outages;

    private Person(WebShop shop, IBrowserContext context, IPage page)
    {
        (_shop, _context, Page) = (shop, context, page);
        Listen(page);
        context.Page += (_, another) => Listen(another);
    }

    /// <summary>What is open.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong until now and was not announced.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (_troubles) return [.. _troubles.Where(t => !_announced.Any(a => a(t)))];
        }
    }

    public static async Task<Person> ComeAsync(WebShop shop, BrowserNewContextOptions options)
    {
        options.BaseURL = shop.Address;
        options.Locale ??= "en-US";
        options.TimezoneId ??= "Europe/Berlin";
        var context = await shop.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        context.SetDefaultNavigationTimeout(30_000);
        return new Person(shop, context, await context.NewPageAsync());
    }

    /// <summary>Opens an address.</summary>
    public async Task OpenAsync(string path) => await Page.GotoAsync(path);

    /// <summary>Another tab of the same browser: what is remembered is the same.</summary>
    public Task<IPage> TabAsync() => _context.NewPageAsync();

    /// <summary>Announces an answer that is meant to come: one of this status, at an address with these words in it.</summary>
    public void Expects(int status, string address) =>
        _announced.Add(t => t.StartsWith($"answer {status}", StringComparison.Ordinal) && t.Contains(address, StringComparison.Ordinal)
            || (t.StartsWith("console", StringComparison.Ordinal) && t.Contains($"status of {status}", StringComparison.Ordinal) && t.Contains(address, StringComparison.Ordinal)));

    /// <summary>Announces an answer of one of two statuses.</summary>
    public void ExpectsAnyOf(int status, int other, string address)
    {
        Expects(status, address);
        Expects(other, address);
    }

    /// <summary>The server is away for a while: requests fail, and the browser says so.</summary>
    public async Task OutageAsync(Func<Task> meanwhile)
    {
        Interlocked.Increment(ref _outages);
        try
        {
            await meanwhile();
        }
        finally
        {
            Interlocked.Decrement(ref _outages);
        }
    }

    /// <summary>Nothing may have gone wrong until now.</summary>
    public void MustBeUntroubled() => Troubles.ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        // A test that fails anyway says why itself.
        if (TestContext.Current.TestState?.Result != TestResult.Failed) MustBeUntroubled();
    }

    private void Listen(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Note($"console {message.Type}: {message.Text} at {message.Location}");
        };
        page.PageError += (_, error) => Note($"script: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A page that is left ends what it had asked for.
            if (request.Failure is not "net::ERR_ABORTED") Note($"request {request.Method} {request.Url}: {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) Note($"answer {response.Status} to {response.Request.Method} {response.Url}");
        };
        page.Dialog += (_, dialog) =>
        {
            Note($"the browser's own dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    private void Note(string trouble)
    {
        if (Volatile.Read(ref _outages) > 0) return;
        lock (_troubles) _troubles.Add(trouble.Replace(_shop.Address, "", StringComparison.Ordinal));
    }
}
