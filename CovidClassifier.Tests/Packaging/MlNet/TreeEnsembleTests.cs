using CovidClassifier.Packaging.MlNet;

namespace CovidClassifier.Tests.Packaging.MlNet;

/// <summary>Ensembles written by hand in the layout of ML.NET's InternalTreeEnsemble.cs.</summary>
public class TreeEnsembleTests
{
    private const string Loader = "LightGBMBinaryExec";
    private const int Version = 0x00010005, Features = 4;

    // node 0 leads to leaf 0 and to node 1, which leads to leaves 1 and 2
    private static readonly int[] Low = [-1, -2], High = [1, -3];

    [Test]
    public void Require_ATreeThatLeadsToItsLeaves_IsTaken([Values] bool isOfAForest) =>
        Assert.That(() => Require(Ensemble(Tree(Low, High, isOfAForest: isOfAForest))), Throws.Nothing);

    [TestCase(new[] { -1, 0 }, new[] { 1, -3 }, TestName = "Require_ANodeThatLeadsBackToTheRoot_IsRefused")]
    [TestCase(new[] { -1, 1 }, new[] { 1, -3 }, TestName = "Require_ANodeThatLeadsToItself_IsRefused")]
    [TestCase(new[] { 1, -2 }, new[] { 1, -3 }, TestName = "Require_ANodeWithTwoParents_IsRefused")]
    [TestCase(new[] { -1, 2 }, new[] { 1, -3 }, TestName = "Require_ANodeThatIsNotThere_IsRefused")]
    [TestCase(new[] { -1, -2 }, new[] { 1, -4 }, TestName = "Require_ALeafThatIsNotThere_IsRefused")]
    [TestCase(new[] { -1, int.MinValue }, new[] { 1, -3 }, TestName = "Require_TheLeastNumber_IsRefused")]
    public void Require_AnythingButATree(int[] low, int[] high) => Refused(Ensemble(Tree(low, high)), "which is no node or leaf of its own");

    [TestCase(int.MaxValue)]
    [TestCase(1_104_911_376)]
    [TestCase(-1)]
    public void Require_AnArrayOfMoreThanThereIs_IsRefused(int length) =>
        Refused(Ensemble(Tree(Low, High, thresholds: length)), $"an array of {length} numbers");

    [Test]
    public void Require_MoreTreesThanThereAre_IsRefused() => Refused(Ensemble(Tree(Low, High), trees: int.MaxValue), "head");

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(int.MaxValue)]
    public void Require_OtherThanALeafMoreThanNodes_IsRefused(int leaves) =>
        Refused(Ensemble(Tree(Low, High, leaves: leaves)), "none that this library writes");

    [TestCase(Features)]
    [TestCase(-1)]
    public void Require_AFeatureThatIsNotThere_IsRefused(int feature) => Refused(Ensemble(Tree(Low, High, feature: feature)), $"asks for feature {feature}");

    [Test]
    public void Require_AnotherVersionOfTheFormat_IsRefused() => Refused(Ensemble(Tree(Low, High)), "this version of ML.NET writes 00010005", Version - 1);

    [Test]
    public void Require_CutAnywhere_IsRefused()
    {
        int[] whole = Ensemble(Tree(Low, High));
        for (int length = 0; length < whole.Length - 1; length++)
        {
            int[] cut = whole[..length];
            Assert.That(() => Require(cut), Throws.TypeOf<InvalidDataException>(), $"{length} of {whole.Length} numbers");
        }
    }

    [Test]
    public void Require_WhatIsNoTrees_IsNotLookedAt() => Assert.That(() => Require([1, 2, 3], loader: "PlattCaliExec"), Throws.Nothing);

    private static void Refused(int[] content, string reason, int version = Version) =>
        Assert.That(() => Require(content, version), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));

    private static void Require(int[] content, int version = Version, string loader = Loader)
    {
        byte[] bytes = new ModelKey("LGBBINCL", version, loader, "Microsoft.ML.LightGbm", content).ToBytes();
        TreeEnsemble.Require(ModelKey.Read(bytes), bytes);
    }

    // size of a float, trees, bias, two texts, features
    private static int[] Ensemble(byte[] tree, int trees = 1) =>
        Integers(w =>
        {
            w.Write(sizeof(float));
            w.Write(trees);
            w.Write(tree);
            w.Write(0.0);
            w.Write(-1);
            w.Write(-1);
            w.Write(Features);
        });

    private static byte[] Tree(int[] low, int[] high, int leaves = 3, int feature = 2, int thresholds = 0, bool isOfAForest = false)
    {
        using var bytes = new MemoryStream();
        using var w = new BinaryWriter(bytes);
        w.Write((byte)(isOfAForest ? 2 : 0));
        w.Write(leaves);
        w.Write(1.0);
        w.Write(1.0);
        foreach (int[] values in (int[][])[low, high, [0, feature], []])
        {
            w.Write(values.Length);
            Array.ForEach(values, w.Write);
        }

        w.Write(thresholds);
        foreach (int empty in new int[isOfAForest ? 8 : 6])
        {
            w.Write(empty);
        }

        return bytes.ToArray();
    }

    private static int[] Integers(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        write(writer);
        writer.Write(new byte[(sizeof(int) - (bytes.Length % sizeof(int))) % sizeof(int)]);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(bytes.ToArray()).ToArray();
    }
}
