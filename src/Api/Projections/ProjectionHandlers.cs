using OrleansStore.Api.Http;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Projections;

namespace OrleansStore.Api.Projections;

/// <summary>What operators see of the read side, and can have made anew.</summary>
public sealed class ProjectionHandlers(IProjections projections, IReadModels reads)
{
    /// <summary>All projections.</summary>
    public Task<Answer> List(Call call) =>
        Task.FromResult(Answer.Of(new ProjectionsAnswer(reads.Head, [.. projections.Status.Select(ProjectionAnswer.Of)])));

    /// <summary>Makes a projection's tables anew beside those that answer, and puts them in their place.</summary>
    public async Task<Answer> Rebuild(Call call, string name, NoInput input) =>
        await projections.RebuildAsync(name) is { } status ? Answer.Of(ProjectionAnswer.Of(status), 202) : Problems.NotFound();
}
