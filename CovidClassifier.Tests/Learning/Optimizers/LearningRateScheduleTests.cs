namespace CovidClassifier.Tests.Learning.Optimizers;

public sealed class LearningRateScheduleTests
{
    [Test]
    public void Constant_AnyStep_IsOne() => Assert.That(LearningRateSchedule.Constant.FactorAt(123, 10, 20, []), Is.EqualTo(1));

    [Test]
    public void Step_AfterTwicePeriod_IsFactorSquared()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Step(everyEpochs: 3, factor: 0.5);
        Assert.That(schedule.FactorAt(29, 10, 20, []), Is.EqualTo(1), "last step of epoch 3");
        Assert.That(schedule.FactorAt(30, 10, 20, []), Is.EqualTo(0.5));
        Assert.That(schedule.FactorAt(60, 10, 20, []), Is.EqualTo(0.25));
    }

    [Test]
    public void Cosine_HalfWay_IsHalf()
    {
        Assert.That(LearningRateSchedule.Cosine.FactorAt(0, 10, 4, []), Is.EqualTo(1));
        Assert.That(LearningRateSchedule.Cosine.FactorAt(20, 10, 4, []), Is.EqualTo(0.5).Within(1e-12));
    }

    // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=10): PyTorch 1.13
    private static readonly double[] PyTorchOneCycle =
        [0.04, 0.52, 1.0, 0.9504846320134737, 0.8117456539497631, 0.611262229610672, 0.388741770389328, 0.18825834605023686, 0.04951936798652632, 4e-06];

    [Test]
    public void OneCycle_TenSteps_IsPyTorchs()
    {
        LearningRateSchedule schedule = LearningRateSchedule.OneCycle();
        double[] factors = [.. Enumerable.Range(0, 10).Select(step => schedule.FactorAt(step, 5, 2, []))];
        Assert.That(factors, Is.EqualTo(PyTorchOneCycle).Within(1e-5));
    }

    [Test]
    public void ReduceOnPlateau_NoImprovementForPatience_ReducesOncePerPatience()
    {
        LearningRateSchedule schedule = LearningRateSchedule.ReduceOnPlateau(patience: 2, factor: 0.1);
        Assert.That(schedule.FactorAt(0, 1, 9, [1.0, 0.9, 0.9]), Is.EqualTo(1), "one epoch without improvement");
        Assert.That(schedule.FactorAt(0, 1, 9, [1.0, 0.9, 0.9, 0.95]), Is.EqualTo(0.1));
        Assert.That(schedule.FactorAt(0, 1, 9, [1.0, 0.9, 0.9, 0.95, 0.95, 0.95]), Is.EqualTo(0.01).Within(1e-12));
        Assert.That(schedule.FactorAt(0, 1, 9, [1.0, 0.9, 0.9, 0.95, 0.8, 0.81]), Is.EqualTo(0.1), "an improvement resets the wait");
    }
}
