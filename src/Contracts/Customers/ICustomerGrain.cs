using Orleans.Concurrency;

namespace OrleansStore.Contracts.Customers;

/// <summary>One person with an account. Key: the customer's id.</summary>
[Alias("store.customer")]
public interface ICustomerGrain : IGrainWithGuidKey
{
    /// <summary>Opens the account; the e-mail address must be nobody else's.</summary>
    [Alias("register")]
    Task<Result<CustomerView>> Register(RegisterCustomer command);

    /// <summary>Changes what the command names.</summary>
    [Alias("change")]
    Task<Result<CustomerView>> Change(ChangeCustomer command);

    /// <summary>The account as it is.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<CustomerView>> Get();

    /// <summary>What a login is checked against.</summary>
    [Alias("credentials"), ReadOnly]
    Task<Result<CustomerCredentials>> GetCredentials();
}
