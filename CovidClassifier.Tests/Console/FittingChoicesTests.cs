using CovidClassifier.Console.Options;

namespace CovidClassifier.Tests.Console;

public class FittingChoicesTests
{
    [Test]
    public void Idle_NamesWhatWasGivenForEpochs() => Assert.That(
        new FittingChoices { OfEpochs = ["--epochs", "--patience"] }.Idle("--mode frozen"),
        Is.EqualTo(["--epochs and --patience play no part with --mode frozen: a head is trained in one go, not epoch by epoch."]));

    [Test]
    public void Idle_WhereNothingWasGiven_IsEmpty() => Assert.That(new FittingChoices().Idle("--mode frozen"), Is.Empty);
}
