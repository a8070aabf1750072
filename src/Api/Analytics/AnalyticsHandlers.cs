using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Analytics;

/// <summary>The shop in figures, for who runs it.</summary>
public sealed class AnalyticsHandlers(IAnalyticsQueries analytics, TimeProvider time)
{
    /// <summary>The figures of now.</summary>
    public async Task<Answer> Dashboard(Call call) => Answer.Of(await analytics.DashboardAsync(time.GetUtcNow(), call.Cancellation));

    /// <summary>The course of business.</summary>
    public async Task<Answer> Sales(Call call, SalesQuery query) => query.Resolve(time.GetUtcNow(), out var from, out var to) is { } problem
        ? problem
        : Answer.Of(await analytics.SalesAsync(from, to, query.Bucket, call.Cancellation));

    /// <summary>The products that sell best.</summary>
    public async Task<Answer> Popular(Call call, PopularQuery query) => query.Resolve(time.GetUtcNow(), out var from, out var to) is { } problem
        ? problem
        : Answer.Of(await analytics.PopularAsync(from, to, query.By, query.Limit, call.Cancellation));

    /// <summary>A customer in figures.</summary>
    public async Task<Answer> Customer(Call call, Guid id) => await analytics.CustomerAsync(id, call.Cancellation) is { } figures
        ? Answer.Of(figures)
        : Problem.Of(CustomerErrors.NotFound(id));
}
