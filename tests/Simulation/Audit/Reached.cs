using OrleansStore.Simulation.Faults;

namespace OrleansStore.Simulation.Audit;

/// <summary>A way through the purchase that the simulation must have gone, lest it prove nothing about it.</summary>
internal enum Way
{
    PlacedUnpaid,
    PaidAtOnce,
    PaidLater,
    RefusedStart,
    RefusalFinished,
    RefusedStartGaveBackHolds,
    CartLostToOtherOrder,
    CartReopenedAndOrderedAgain,
    DeclinedAtStart,
    DeclinedLater,
    WrongAmountRefused,
    LineChanged,
    LineRefused,
    CancelledUnpaid,
    CancelledPaid,
    CancelRefused,
    Expired,
    RefundedInPart,
    TakenBack,
    CouponUsed,
    CouponRefusedAtOrder,
    CouponGivenBack,
    ToldOfBeforeTheAnswer,
    Shipped,
    SoldOut,
    StartGoneOnAfterCrash,
    RefusalGoneOnAfterCrash,
    PayGoneOnAfterCrash,
    CancelGoneOnAfterCrash,
    ExpireGoneOnAfterCrash,
    RefundGoneOnAfterCrash,
    TakingBackGoneOnAfterCrash,
    LineGoneOnAfterCrash,
    AnsweredAfterRetry,
    AnsweredAfterCrash,
}

/// <summary>The faults and ways that a run came across, and how often.</summary>
internal sealed class Reached
{
    private readonly int[] _faults = new int[Enum.GetValues<Fault>().Length];
    private readonly int[] _ways = new int[Enum.GetValues<Way>().Length];

    public int this[Fault fault] => _faults[(int)fault];

    public int this[Way way] => _ways[(int)way];

    public void Add(Fault fault) => _faults[(int)fault]++;

    public void Add(Way way) => _ways[(int)way]++;

    public void Add(Reached other)
    {
        for (var i = 0; i < _faults.Length; i++) _faults[i] += other._faults[i];
        for (var i = 0; i < _ways.Length; i++) _ways[i] += other._ways[i];
    }

    public override string ToString() => string.Join(", ", [
        .. Enum.GetValues<Fault>().Select(f => $"{f} {this[f]}"),
        .. Enum.GetValues<Way>().Select(w => $"{w} {this[w]}")]);
}
