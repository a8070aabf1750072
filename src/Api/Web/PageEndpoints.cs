using OrleansStore.Api.Access;
using OrleansStore.Api.Limits;

namespace OrleansStore.Api.Web;

/// <summary>Maps the pages of shop and back office.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<Pages>();
        // They lie in memory ready compressed, and a page asks for a dozen at once: counting them would cost more than they do.
        var open = app.MapGroup("").ExcludeFromDescription().For(Policy.Public).Limited(LimitClass.Free);
        foreach (var route in PageRoutes.Shop) open.MapMethods(route, Methods, (RequestDelegate)(context => pages.WritePageAsync(context, Pages.Shop)));
        open.MapMethods(PageRoutes.Admin, Methods, (RequestDelegate)(context => pages.WritePageAsync(context, Pages.Admin)));
        open.MapMethods(PageRoutes.Assets, Methods, (RequestDelegate)pages.WriteFileAsync);
        foreach (var route in PageRoutes.Files) open.MapMethods(route, Methods, (RequestDelegate)pages.WriteFileAsync);
    }

    /// <summary>Who opens an address that does not exist in a browser gets a page that says so; who calls one gets a problem.</summary>
    public static void UsePageOfUnknownAddresses(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<Pages>();
        app.Use((context, next) => pages.IsForUnknown(context) ? pages.WritePageAsync(context, Pages.Shop, 404) : next(context));
    }
}
