namespace CovidClassifier.Tests.Console;

public class VerbosityTests
{
    [Test]
    public void Evaluate_ByItself_ShowsFourFiguresAndSaysWhereTheRestIs() => Assert.That(
        Evaluate().Output, Does.Contain("| AUROC ").And.Contain("| Specificity ").And.Not.Contain("Brier").And.Contain("more figures: --verbose"));

    [Test]
    public void Evaluate_Verbose_ShowsEveryFigure()
    {
        string output = Evaluate("--verbose").Output;
        Assert.That(Metric.All.Select(m => m.Title).Where(t => !output.Contains($"| {t} ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(output, Does.Not.Contain("more figures"));
    }

    [Test]
    public void Evaluate_Quiet_ShowsResultsWithTheLimitsAndNothingAround()
    {
        string output = Evaluate("--quiet").Output;
        Assert.That(output, Does.Contain("| AUROC ").And.Contain("never for diagnosis"));
        Assert.That(output, Does.Not.Contain("Dataset '").And.Not.Contain("Next: ").And.Not.Contain("more figures"));
    }

    [Test]
    public void Train_SaysOnceThatItIsForResearch_AndWhatToDoNext()
    {
        string output = TrainedModel.Run.Output;
        Assert.That(output.Split("never for diagnosis"), Has.Length.EqualTo(2));
        Assert.That(output, Does.Contain("Next: covid predict --model models/covid.zip IMAGE"));
    }

    [Test]
    public void Predict_Quiet_StillShowsEveryPrediction() => Assert.That(
        CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", TrainedModel.Zip, "xrays/Normal/03.png", "--quiet").Expect(0).Output,
        Does.Contain("xrays/Normal/03.png").And.Not.Contain("Next: "));

    private static CovidResult Evaluate(params string[] more) => CovidProcess.Run(
        TrainedModel.Folder.Root, ["evaluate", "--model", TrainedModel.Zip, "--data", "xrays", "--include-seen", .. more]).Expect(0);
}
