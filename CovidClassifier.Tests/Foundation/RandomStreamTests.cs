using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class RandomStreamTests
{
    [Test]
    public void Next_OfSeedNought_IsTheReferenceImplementations()
    {
        // Vigna's splitmix64.c (prng.di.unimi.it) with x = 0
        var stream = new RandomStream(0);
        Assert.That(Enumerable.Range(0, 3).Select(_ => stream.Next()), Is.EqualTo(new ulong[] { 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F }));
    }

    [Test]
    public void NextDouble_FillsTheUnitInterval()
    {
        RandomStream stream = new Seed(1).Open();
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => stream.NextDouble())];
        Assert.That(draws, Is.All.GreaterThanOrEqualTo(0).And.All.LessThan(1));
        Assert.That(draws.Average(), Is.EqualTo(0.5).Within(0.01));
        Assert.That(draws.GroupBy(d => (int)(d * 10)).Select(g => g.Count()), Is.All.EqualTo(2000).Within(200));
    }

    [Test]
    public void Normal_HasMeanNoughtAndDeviationOne()
    {
        RandomStream stream = new Seed(2).Open();
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => stream.Normal())];
        Assert.That(draws.Average(), Is.EqualTo(0).Within(0.03));
        Assert.That(draws.Average(d => d * d), Is.EqualTo(1).Within(0.03));
        Assert.That(draws.Count(d => Math.Abs(d) > 1.96) / 20_000.0, Is.EqualTo(0.05).Within(0.006));
    }

    [Test]
    public void Below_ReachesEveryNumber_AndRefusesNone()
    {
        RandomStream stream = new Seed(3).Open();
        Assert.That(Enumerable.Range(0, 200).Select(_ => stream.Below(5)).Distinct().Order(), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(() => stream.Below(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Shuffle_LosesNothing_AndGivesEveryOrderItsTurn()
    {
        RandomStream stream = new Seed(4).Open();
        string[] orders = [.. Enumerable.Range(0, 6000).Select(_ =>
        {
            char[] letters = ['a', 'b', 'c'];
            stream.Shuffle<char>(letters);
            return new string(letters);
        })];
        Assert.That(orders.GroupBy(o => o).Select(g => g.Key).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "abc", "acb", "bac", "bca", "cab", "cba" }));
        Assert.That(orders.GroupBy(o => o).Select(g => g.Count()), Is.All.EqualTo(1000).Within(150));
    }

    [Test]
    public void Seeds_OfTwoPurposesOrPlaces_GiveStreamsThatHaveNothingInCommon()
    {
        var root = new Seed(7);
        Seed[] seeds = [root, root.For("split"), root.For("augmentation"), root.For(0), root.For(1), root.For("split").For(0), root.For(0).For("split"),
            new Seed(8).For("split")];
        Assert.That(seeds.Select(s => s.Value), Is.Unique);
        ulong[] draws = [.. seeds.SelectMany(s =>
        {
            RandomStream stream = s.Open();
            return Enumerable.Range(0, 100).Select(_ => stream.Next());
        })];
        Assert.That(draws.Distinct().Count(), Is.EqualTo(draws.Length));
    }

    [Test]
    public void Seeds_OfOnePurpose_AreTheSameInEveryProcess() => Assert.That(new Seed(7).For("split").Value, Is.EqualTo(Slow(7, "split")));

    // FNV-1a and the mixing function, written out once more
    private static ulong Slow(ulong value, string purpose)
    {
        static ulong Mix(ulong z)
        {
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            return z ^ (z >> 31);
        }

        ulong hash = purpose.Aggregate(14695981039346656037, (h, c) => unchecked((h ^ c) * 1099511628211));
        return Mix(value ^ Mix(hash));
    }
}
