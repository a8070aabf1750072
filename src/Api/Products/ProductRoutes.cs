using OrleansStore.Api.Access;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Products;

/// <summary>The addresses of the catalog.</summary>
internal static class ProductRoutes
{
    public static void MapProducts(this Routes routes, ProductHandlers products, CatalogReads catalog)
    {
        var shop = routes.Tagged("Catalog");
        shop.Raw("/categories", catalog.Categories).Answers<CategoryPage>().For(Policy.Public).Says("All categories");
        shop.Raw("/products", catalog.List).Answers<ProductPage>().With(CatalogReads.Parameters).For(Policy.Public).Says("A page of products: found, filtered, sorted and counted");
        shop.Raw("/products/{id}", catalog.Find).Answers<ProductAnswer>().With(When.Parameters).For(Policy.Public).Says("A product");
        shop.Post<CreateProductRequest>("/products", products.Create).Answers<ProductAnswer>(201).For(Policy.Needs(Permissions.Catalog)).Says("Create a product (administrators)");
        shop.Patch<ChangeProductRequest>("/products/{id}", products.Change).Answers<ProductAnswer>().For(Policy.Needs(Permissions.Catalog)).Says("Change a product (administrators)");
        shop.Delete("/products/{id}", products.Remove).AnswersNothing().For(Policy.Needs(Permissions.Catalog)).Says("Take a product off sale (administrators)");
    }
}
