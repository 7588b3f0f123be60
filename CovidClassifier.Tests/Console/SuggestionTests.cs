using CovidClassifier.Console;

namespace CovidClassifier.Tests.Console;

public class SuggestionTests
{
    private static readonly string[] Words = ["train", "compare", "auto", "evaluate", "--out", "--data", "--epochs", "--label-rule", "--labels"];

    [TestCase("tarin", "train")]
    [TestCase("TRAIN", "train")]
    [TestCase("trains", "train")]
    [TestCase("evalute", "evaluate")]
    [TestCase("eval", "evaluate")]
    [TestCase("--epoch", "--epochs")]
    [TestCase("--label", "--labels")]
    [TestCase("--uot", "--out")]
    [TestCase("predict", null)]
    [TestCase("xy", null)]
    [TestCase("", null)]
    public void Nearest_OfAMisspeltWord_IsTheOneThatWasMeant(string word, string? meant) => Assert.That(Suggestion.Nearest(word, Words), Is.EqualTo(meant));
}
