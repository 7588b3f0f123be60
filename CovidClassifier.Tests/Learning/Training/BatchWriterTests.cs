using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Onnx.Lowering;

namespace CovidClassifier.Tests.Learning.Training;

public sealed class BatchWriterTests
{
    [Test]
    public void Order_AnyEpoch_HoldsEverySampleOnceAndChangesWithTheEpoch()
    {
        BatchWriter writer = Writer(new NumberedSamples(10, 4));
        int[] first = writer.Order(1);
        Assert.That(first, Is.EquivalentTo(Enumerable.Range(0, 10)));
        Assert.That(writer.Order(1), Is.EqualTo(first));
        Assert.That(writer.Order(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Write_LastBatchNotFull_GivesTheRestWeightZero()
    {
        BatchWriter writer = Writer(new NumberedSamples(10, 4));
        using Batch batch = writer.Allocate();
        writer.Write(batch, writer.Order(1), epoch: 1, number: 0);
        writer.Write(batch, writer.Order(1), epoch: 1, number: 2);
        Assert.That(batch.Count, Is.EqualTo(2));
        Assert.That(batch.Shards[0].SampleWeights.GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(new[] { 0.5f, 0.5f, 0, 0 }));
    }

    [Test]
    public void Write_BatchOfSeveralShards_PutsEachSampleWhereItsNumberSays()
    {
        var samples = new NumberedSamples(10, 2);
        int[] turned = [3, 2, 1, 0];
        var layout = new ShardLayout(2, 1, [new SampleInput("whole", [2, 1, 2, 2], null), new SampleInput("turned", [2, 4], turned)], []);
        var writer = new BatchWriter(samples, new TrainingOptions { BatchSize = 5 }, layout, 2, new Seed(1));
        using Batch batch = writer.Allocate();
        writer.Write(batch, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], epoch: 1, number: 1);
        Assert.That(batch.Shards.Select(s => s.Count), Is.EqualTo(new[] { 2, 2, 1 }));
        Assert.That(batch.Indices, Is.EqualTo(new[] { 5, 6, 7, 8, 9 }));
        var expected = new float[4];
        samples.Fill(1, 8, expected);
        Assert.That(batch.Shards[1].Samples[0].GetTensorDataAsSpan<float>()[4..].ToArray(), Is.EqualTo(expected));
        Assert.That(batch.Shards[1].Samples[1].GetTensorDataAsSpan<float>()[4..].ToArray(), Is.EqualTo(turned.Select(i => expected[i])));
    }

    [Test]
    public void Write_UnevenClasses_WeighsEachClassTheSame()
    {
        // classes 0,1,2,0,1,2,0,1: three, three, two of eight
        BatchWriter writer = Writer(new NumberedSamples(8, 4, classes: 3), batchSize: 8, outputs: 3, classes: 3);
        using Batch batch = writer.Allocate();
        writer.Write(batch, [0, 1, 2, 3, 4, 5, 6, 7], epoch: 1, number: 0);
        float[] weights = batch.Shards[0].SampleWeights.GetTensorDataAsSpan<float>().ToArray();
        Assert.That(weights[0] + weights[3] + weights[6], Is.EqualTo(1 / 3f).Within(1e-6));
        Assert.That(weights[2] + weights[5], Is.EqualTo(1 / 3f).Within(1e-6));
    }

    [Test]
    public void Write_LabelSmoothing_SpreadsItsShareOverAllClasses()
    {
        var options = new TrainingOptions { BatchSize = 1, LabelSmoothing = 0.1 };
        var three = new BatchWriter(new NumberedSamples(3, 4, classes: 3), options, Layout(1, 3), 3, new Seed(1));
        using Batch batch = three.Allocate();
        three.Write(batch, [1], epoch: 1, number: 0);
        Assert.That(batch.Shards[0].Targets.GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(new[] { 0.1f / 3, 0.9f + 0.1f / 3, 0.1f / 3 }).Within(1e-6));
        var one = new BatchWriter(new NumberedSamples(2, 4), options, Layout(1, 1), 2, new Seed(1));
        using Batch single = one.Allocate();
        one.Write(single, [1], epoch: 1, number: 0);
        Assert.That(single.Shards[0].Targets.GetTensorDataAsSpan<float>()[0], Is.EqualTo(0.95f).Within(1e-6));
    }

    [Test]
    public void Draw_Mask_KeepsTheStatedShareAndTheMean()
    {
        var mask = new DropoutMask("m", [100, 1003], 0.25f);
        float[] values = new float[mask.Length];
        mask.Draw(new Seed(3), values);
        Assert.That(values.Distinct().Order(), Is.EqualTo(new[] { 0f, 1 / 0.75f }).Within(1e-6));
        Assert.That(values.Average(), Is.EqualTo(1).Within(0.01));
    }

    private static BatchWriter Writer(ISampleSource samples, int batchSize = 4, int outputs = 1, int classes = 2) =>
        new(samples, new TrainingOptions { BatchSize = batchSize }, Layout(batchSize, outputs), classes, new Seed(1));

    /// <summary>Samples of 4 x 4, as they are.</summary>
    private static ShardLayout Layout(int samples, int outputs) => new(samples, outputs, [new SampleInput("x", [samples, 1, 4, 4], null)], []);
}
