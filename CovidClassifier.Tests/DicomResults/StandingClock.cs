namespace CovidClassifier.Tests.DicomResults;

/// <summary>A clock that stands still, at a place where it is one hour later than in Greenwich.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("one", TimeSpan.FromHours(1), "one", "one");

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 26, 23, 30, 15, 250, TimeSpan.Zero);
}
