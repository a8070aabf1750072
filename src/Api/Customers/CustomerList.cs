using OrleansStore.Api.Http;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>The list of accounts, for who may see them: which there are tells the read side, what they are each account itself.</summary>
public sealed class CustomerList(IGrainFactory grains, IClaimNames names, ICustomerQueries queries)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["role", "group", "email", "from", "to", "limit", "cursor"];

    /// <summary>Accounts, newest first.</summary>
    public async Task<Answer> List(Call call, IQueryCollection query)
    {
        if (ListQuery.ReadLimit(query["limit"], out var limit) is { } noLimit) return noLimit;
        if (QueryTime.Read(query, "from", out var from) is { } noStart) return noStart;
        if (QueryTime.Read(query, "to", out var to) is { } noEnd) return noEnd;
        CustomerRole? role = null;
        if (Text(query, "role") is { } named)
        {
            if (!Checks.IsName<CustomerRole>(named, out var known))
                return Problems.Validation("role", "Must be customer, admin or catalogManager.");
            role = known;
        }

        var wanted = new CustomerListQuery(limit, Text(query, "cursor"), role, Text(query, "group"), from, to);
        // What an address stands for is known by its hash alone; so it is looked up, and not searched.
        return Text(query, "email") is { } email ? await FindAsync(email, wanted) : await ListAsync(wanted);
    }

    private async Task<Answer> ListAsync(CustomerListQuery query)
    {
        var page = await queries.ListAsync(query);
        var views = await Task.WhenAll(page.Items.Select(id => grains.GetGrain<ICustomerGrain>(id).Get()));
        // One that was erased a moment ago is an account no more.
        return Answer.Of(new CustomerPage([.. views.Select(v => v.Value).OfType<CustomerView>()], page.NextCursor));
    }

    private async Task<Answer> FindAsync(string email, CustomerListQuery query)
    {
        var owner = (await grains.GetGrain<IClaimGrain>(names.Email(email)).Get()).Value?.Owner;
        var found = owner is { } id ? (await grains.GetGrain<ICustomerGrain>(id).Get()).Value : null;
        var isWanted = found is not null
            && (query.Role is null || found.Role == query.Role) && (query.Group is null || found.Group == query.Group)
            && !(found.CreatedAt < query.From) && !(found.CreatedAt >= query.To);
        return Answer.Of(new CustomerPage(isWanted ? [found!] : [], null));
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>A page of accounts.</summary>
public sealed record CustomerPage(IReadOnlyList<CustomerView> Items, string? NextCursor);
