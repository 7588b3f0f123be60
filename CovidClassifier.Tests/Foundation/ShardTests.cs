namespace CovidClassifier.Tests.Foundation;

internal sealed class ShardTests
{
    [Test]
    public void Of_AllShards_AreTheListEachPieceOnce([Values(0, 1, 7, 8, 9, 23)] int pieces, [Values(1, 2, 8, 30)] int count)
    {
        int[] list = [.. Enumerable.Range(0, pieces)];
        int[][] parts = [.. Enumerable.Range(1, count).Select(number => new Shard(number, count).Of(list).ToArray())];

        Assert.That(parts.SelectMany(p => p).Order(), Is.EqualTo(list));
        Assert.That(parts.Max(p => p.Length) - parts.Min(p => p.Length), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Of_TheThirdOfFour_HasEveryFourthFromTheThirdOn() =>
        Assert.That(new Shard(3, 4).Of("abcdefghijk"), Is.EqualTo("cgk"));

    [Test]
    public void Parse_WhatToStringWrites_IsTheSame() => Assert.That(Shard.Parse(new Shard(3, 8).ToString()), Is.EqualTo(new Shard(3, 8)));

    [TestCase("0/8")]
    [TestCase("9/8")]
    [TestCase("1/0")]
    [TestCase("-1/8")]
    [TestCase("1/8/2")]
    [TestCase("1")]
    [TestCase("")]
    [TestCase("a/b")]
    [TestCase(" 1/8")]
    [TestCase("1/99999999999")]
    public void Parse_WhatIsNoShard_IsRefused(string text) =>
        Assert.That(() => Shard.Parse(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(
            $"A shard must be written as i/n, from 1/n to n/n, for example 3/8, got '{text}'."));

    [Test]
    public void New_OutOfRange_IsRefused()
    {
        Assert.That(() => new Shard(0, 3), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith(
            "A shard's number must lie between 1 and 3, got 0."));
        Assert.That(() => new Shard(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
