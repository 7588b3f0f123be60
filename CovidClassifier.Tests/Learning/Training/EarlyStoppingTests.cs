using CovidClassifier.Learning.Training;

namespace CovidClassifier.Tests.Learning.Training;

public sealed class EarlyStoppingTests
{
    [Test]
    public void Best_TwoEqualLosses_KeepsTheEarlierEpoch() => Assert.That(EarlyStopping.Best([0.5, 0.3, 0.4, 0.3]), Is.EqualTo(1));

    [Test]
    public void Best_NoEpoch_IsNone() => Assert.That(EarlyStopping.Best([]), Is.EqualTo(-1));

    [Test]
    public void IsDue_PatienceReached_OnlyThen()
    {
        Assert.That(EarlyStopping.IsDue([0.5, 0.3, 0.4, 0.4], patience: 3), Is.False);
        Assert.That(EarlyStopping.IsDue([0.5, 0.3, 0.4, 0.4, 0.3], patience: 3), Is.True, "a tie is no improvement");
        Assert.That(EarlyStopping.IsDue([], patience: 1), Is.False);
    }
}
