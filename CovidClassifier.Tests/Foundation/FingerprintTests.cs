using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public sealed class FingerprintTests
{
    private static readonly Dictionary<string, string> Choices = new() { ["seed"] = "1", ["epochs"] = "10" };

    private static readonly Fingerprint This = Of();

    [Test]
    public void LibraryVersion_OfTheAssembly_IsNotItsFrozenNumber() =>
        Assert.That(Fingerprint.LibraryVersion, Does.Match(@"^\d+\.\d+\.\d+").And.Not.EqualTo(typeof(Fingerprint).Assembly.GetName().Version!.ToString()));

    [Test]
    public void Refusal_OfTheSameRun_IsNone() => Assert.That(This.Refusal(Of(choices: new() { ["epochs"] = "10", ["seed"] = "1" }), "anything"), Is.Null);

    [Test]
    public void Refusal_OfAnotherVersion_NamesBoth() => Assert.That(
        (This with { Version = "2.0.0" }).Refusal(This with { Version = "1.9.0+abc" }, "anything"),
        Is.EqualTo("was made by version 1.9.0+abc of the library, and this is version 2.0.0"));

    [Test]
    public void Of_WhateverDiffers_DiffersInTheHash()
    {
        Fingerprint[] others =
        [
            This,
            Of(provider: "Cuda"),
            Of(choices: new() { ["seed"] = "2", ["epochs"] = "10" }),
            Of(choices: new() { ["seed"] = "11", ["epochs"] = "0" }),
            Of(choices: new() { ["see"] = "d1", ["epochs"] = "10" }),
            Of(networks: [[1, 2, 3]]),
            Of(networks: [[1], [2]]),
            Of(networks: [[1, 2], []]),
            Of(images: ["a", "b", "c"]),
            Of(images: ["b", "a"]),
            Of(images: ["ab"]),
        ];
        Assert.That(others.Select(f => f.Hash), Is.Unique);
    }

    private static Fingerprint Of(string provider = "Cpu", Dictionary<string, string>? choices = null, byte[][]? networks = null, string[]? images = null) =>
        Fingerprint.Of(provider, choices ?? Choices, networks ?? [[1, 2]], images ?? ["a", "b"]);
}
