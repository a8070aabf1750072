namespace OrleansStore.Web.Tests.Setup;

/// <summary>Tests in a browser; a shop of its own for each class.</summary>
public abstract class BrowserTests : IClassFixture<WebShop>
{
    protected BrowserTests(WebShop shop)
    {
        shop.Require();
        Shop = shop;
    }

    protected WebShop Shop { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;
}
