using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Configuration;

public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");

    [Fact]
    public async Task A_second_process_on_one_folder_refuses_to_start_and_says_why()
    {
        using var first = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort());
        await first.ServesAsync();
        using var second = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort());
        var refused = await Should.ThrowAsync<InvalidOperationException>(second.ServesAsync);
        refused.Message.ShouldContain("The store cannot start");
        refused.Message.ShouldContain($"is open in process {first.Id}");
        refused.Message.ShouldNotContain("   at ", customMessage: "a stack trace helps nobody here");
        second.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_new_data_folder_is_for_its_own_user_only()
    {
        var folder = Path.Combine(_folder.FullName, "data");
        await using var shop = new FolderShop(folder);
        await shop.InitializeAsync();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(folder).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_reminder_outlives_its_process_and_can_be_changed_and_removed_in_the_next()
    {
        var grain = GrainId.Create("somebody", "1");
        string tag;
        await using (var shop = new FolderShop(_folder.FullName))
        {
            await shop.InitializeAsync();
            var table = shop.Services.GetRequiredService<IReminderTable>();
            (await table.UpsertRow(Reminder(grain, "old", minutes: 1))).ShouldNotBeNull();
            tag = (await table.UpsertRow(Reminder(grain, "old", minutes: 2)))!;
            await table.UpsertRow(Reminder(GrainId.Create("somebody", "2"), "other", minutes: 3));
        }

        await using (var shop = new FolderShop(_folder.FullName))
        {
            await shop.InitializeAsync();
            var table = shop.Services.GetRequiredService<IReminderTable>();
            var stored = (await table.ReadRows(grain)).Reminders.ShouldHaveSingleItem();
            (stored.GrainId, stored.ReminderName, stored.StartAt, stored.Period, stored.ETag)
                .ShouldBe((grain, "old", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromMinutes(2), tag));
            // The store's own are set anew at each start, some sooner than others.
            (await table.ReadRows(0, 0)).Reminders.Select(r => r.ReminderName).Except(["reconciliation", "recovery", "sweeper"])
                .ShouldBe(["old", "other"], ignoreOrder: true);

            (await table.RemoveRow(grain, "old", "another tag")).ShouldBeFalse();
            (await table.ReadRow(grain, "old")).ShouldNotBeNull();
            (await table.RemoveRow(grain, "old", tag)).ShouldBeTrue();
            (await table.ReadRow(grain, "old")).ShouldBeNull();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ReminderEntry Reminder(GrainId grain, string name, int minutes) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(minutes),
    };
}
