using CovidClassifier.Fuzz.Damage;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Tests.Fuzz;

/// <summary>A few damaged inputs of each kind; CovidClassifier.Fuzz gives 200,000, and changes 1,000 bits.</summary>
public class FuzzTests
{
    private const int Inputs = 120, Places = 60;

    private static IReadOnlyList<string> Targets => FuzzTargets.Names;

    private static IReadOnlyList<string> Written => FuzzTargets.Written;

    [TestCaseSource(nameof(Targets))]
    [CancelAfter(120_000)]
    public void Target_DamagedInputs_GiveAnAnswerOrTheNamedError(string name, CancellationToken cancellationToken)
    {
        IFuzzTarget target = FuzzTargets.Open(name);
        using IDisposable? owned = target as IDisposable;
        FuzzResult result = new FuzzRun(target, seed: 3).Execute(Inputs, cancellationToken);
        Assert.That(result.Failures.Select(f => $"{f.What} {Convert.ToBase64String(f.Input.AsSpan(0, Math.Min(3000, f.Input.Length)))}"), Is.Empty);
    }

    [TestCaseSource(nameof(Written))]
    [CancelAfter(120_000)]
    public void Written_OneBitChanged_GivesTheSameAnswerOrTheNamedError(string name, CancellationToken cancellationToken)
    {
        IFuzzTarget target = FuzzTargets.Open(name);
        using IDisposable? owned = target as IDisposable;
        FlipResult result = new FlipRun(target, seed: 3).Execute(Places, cancellationToken);
        Assert.That(result.Failures.Select(f => f.What), Is.Empty);
        Assert.That(result.Refused + result.Same, Is.EqualTo(Places));
    }

    [Test]
    public void Http_ItsWholeRequests_AreAnswered()
    {
        using var target = new HttpTarget();
        Assert.That(target.Seeds, Has.Count.GreaterThanOrEqualTo(9));
        Assert.That(target.Seeds.Take(9).Select(target.Answer), Has.All.StartsWith("200 "));
    }

    [Test]
    public void Run_ATargetThatThrowsSomethingElse_TellsTheInput()
    {
        FuzzResult result = new FuzzRun(new Careless(), seed: 1).Execute(50);
        Assert.That(result.Failures, Is.Not.Empty);
        Assert.That(result.Failures[0].What, Does.Contain(nameof(IndexOutOfRangeException)));
    }

    /// <summary>Reads a number from behind the end.</summary>
    private sealed class Careless : IFuzzTarget
    {
        public string Name => "careless";

        public IReadOnlyList<byte[]> Seeds => [[3, 0, 0, 1]];

        public string Answer(byte[] input) => input[input[0]].ToString(System.Globalization.CultureInfo.InvariantCulture);

        public bool IsNamed(Exception error) => false;
    }
}
