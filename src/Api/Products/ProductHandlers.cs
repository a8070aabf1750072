using System.Collections.Immutable;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.Api.Products;

/// <summary>What administrators can do with the catalog.</summary>
public sealed class ProductHandlers(IGrainFactory grains, IReviewQueries reviews)
{
    /// <summary>Creates a product.</summary>
    public async Task<Answer> Create(Call call, CreateProductRequest input)
    {
        var create = new CreateProduct(
            call.Context, input.Sku!, input.Name!, input.Description ?? "", input.Price!.ToMoney(), input.Category!, [.. input.Tags ?? []], input.ImageUrl);
        return await ToAnswer(await Product(call.CommandId).Create(create), 201);
    }

    /// <summary>Changes a product.</summary>
    public async Task<Answer> Change(Call call, Guid id, ChangeProductRequest input)
    {
        ImmutableArray<string>? tags = input.Tags is { } some ? [.. some] : null;
        var change = new ChangeProduct(
            call.Context, call.ExpectedVersion, input.Name, input.Description, input.Price?.ToMoney(), input.Category, tags, input.ImageUrl);
        return await ToAnswer(await Product(id).Change(change));
    }

    /// <summary>Takes a product off sale.</summary>
    public async Task<Answer> Remove(Call call, Guid id)
    {
        var result = await Product(id).Remove(new RemoveProduct(call.Context, call.ExpectedVersion));
        return result.Error is null ? Answer.Done(result.Position) : Answer.Refuse(result);
    }

    private IProductGrain Product(Guid id) => grains.GetGrain<IProductGrain>(id);

    private async Task<Answer> ToAnswer(Result<ProductView> result, int status = 200)
    {
        if (result.Error is not null) return Answer.Refuse(result);
        var product = result.Value!;
        var stock = await grains.GetGrain<IStockGrain>(product.Id).Get();
        return Answer.Of(ProductAnswer.Of(product, stock.Value, await reviews.RatingOfAsync(product.Id)), status, result.Position, product.Version) with
        {
            Joined = true,
            Location = status == 201 ? $"/api/v1/products/{product.Id}" : null,
        };
    }
}
