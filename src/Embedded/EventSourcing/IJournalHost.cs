using Orleans.EventSourcing;

namespace Orleans.Embedded;

/// <summary>What an adaptor asks of its journaled grain.</summary>
internal interface IJournalHost<TView, TEntry>
{
    void UpdateView(TView view, TEntry entry);

    void OnViewChanged(bool tentative, bool confirmed);

    void OnConnectionIssue(ConnectionIssue issue);

    void OnConnectionIssueResolved(ConnectionIssue issue);
}
