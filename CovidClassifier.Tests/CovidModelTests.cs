using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests;

public class CovidModelTests
{
    private static readonly byte[][] Pictures = [.. Enumerable.Range(0, 24).Select(i => SomeModel.Picture((ulong)i))];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("covid-model-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Zip => Path.Combine(_folder, "model.zip");

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Load_GivesTheSameModel(int outputs)
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(outputs), "COVID-19", 0.3f);
        model.Save(Zip);
        using CovidModel loaded = CovidModel.Load(Zip);
        Assert.That(loaded.ClassNames, Is.EqualTo(model.ClassNames));
        Assert.That(loaded.PositiveLabel, Is.EqualTo("COVID-19"));
        Assert.That(loaded.Threshold, Is.EqualTo(0.3f));
        foreach (byte[] image in Pictures)
        {
            AssertSame(loaded.Predict(image), model.Predict(image));
        }
    }

    [Test]
    public void SaveOnnx_InPlainOnnxRuntime_GivesTheModelsAnswers()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(3), "COVID-19", 0.3f);
        string path = Path.Combine(_folder, "model.onnx");
        model.SaveOnnx(path);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(path);
        float[] pixels = [.. Pictures.SelectMany(p => XRayDecoder.Decode(p, 64, 64).Pixels).Select(b => (float)b)];
        var input = new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(pixels, [Pictures.Length, 1, 64, 64]);
        using var outputs = session.Run([Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("pixels", input)]);
        float[] score = [.. outputs.Single(o => o.Name == "Score").AsEnumerable<float>()];
        string[] labels = [.. outputs.Single(o => o.Name == "PredictedLabels").AsEnumerable<string>()];
        Assert.That(outputs.Select(o => o.Name), Is.EqualTo(new[] { "Score", "PredictedLabels" }));
        for (int i = 0; i < Pictures.Length; i++)
        {
            Prediction expected = model.Predict(Pictures[i]);
            Assert.That(labels[i], Is.EqualTo(expected.Label));
            Assert.That(score[(3 * i)..(3 * i + 3)], Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-5));
        }

        Assert.That(labels.Distinct().Count(), Is.GreaterThan(1));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void SaveOnnx_TakenUpAgainForTraining_IsTheSameNetwork(int outputs)
    {
        NetworkGraph trained = SomeModel.Network(outputs);
        using CovidModel model = SomeModel.Make(trained, "COVID-19");
        string path = Path.Combine(_folder, "model.onnx");
        model.SaveOnnx(path);
        NetworkGraph taken = Network.FromOnnx(path).Build(Math.Max(outputs, 2), new Seed(1));
        Assert.That((taken.Width, taken.Height, taken.Outputs), Is.EqualTo((64, 64, outputs)), string.Join(' ', taken.Notes));
        using CovidModel again = SomeModel.Make(taken, "COVID-19");
        AssertSame(again.Predict(Pictures[5]), model.Predict(Pictures[5]));
    }

    [Test]
    public void Predict_FromPathStreamAndBytes_IsOne()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        string path = WriteImage(3);
        Prediction expected = model.Predict(Pictures[3]);
        using FileStream stream = File.OpenRead(path);
        AssertSame(model.Predict(path), expected);
        AssertSame(model.Predict(stream), expected);
        AssertSame(model.Predict((ReadOnlyMemory<byte>)Pictures[3]), expected);
        Assert.That(stream.CanRead, Is.True, "the stream stays open");
    }

    [Test]
    public void Prediction_NamesItsProbabilities()
    {
        using CovidModel model = SomeModel.Make(SomeModel.ConstantNetwork(1, 3, 2));
        Prediction prediction = model.Predict(Pictures[0]);
        Assert.That(prediction.Probabilities.Select(p => p.Label), Is.EqualTo(SomeModel.ThreeClasses));
        Assert.That(prediction.Label, Is.EqualTo("COVID-19"));
        Assert.That(prediction.Probability, Is.EqualTo(0.66524f).Within(1e-5f).And.EqualTo(prediction["COVID-19"]));
        Assert.That(prediction["Normal"], Is.EqualTo(0.09003f).Within(1e-5f));
        Assert.That(prediction["covid_19"], Is.EqualTo(prediction["COVID-19"]), "labels compare without case, spaces, '-' and '_'");
        Assert.That(prediction.ToString(), Is.EqualTo("COVID-19 (66.5 %)"));
        Assert.That(
            () => prediction["Covd"],
            Throws.InstanceOf<KeyNotFoundException>().With.Message.EqualTo("'Covd' is not one of the model's classes: Normal, COVID-19, Pneumonia."));
    }

    [Test]
    public void Predict_On16Threads_GivesTheSameAnswers()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(3, size: 128), "COVID-19", 0.3f);
        Prediction[] expected = [.. Pictures.Select(p => model.Predict(p))];
        using var start = new Barrier(16);
        var answers = new Prediction[16][];
        Thread[] threads =
        [
            .. Enumerable.Range(0, 16).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                answers[t] = [.. Pictures.Select(p => model.Predict(p))];
            })),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        foreach (Prediction[] answer in answers)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.That(answer[i].Label, Is.EqualTo(expected[i].Label));
                Assert.That(answer[i].Probabilities, Is.EqualTo(expected[i].Probabilities), "bit for bit");
            }
        }
    }

    [Test]
    public async Task PredictAsync_OfAStreamThatCanOnlyBeReadSoOnce_IsPredictsOwn()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        using var slow = new AsyncOnlyStream(Pictures[4]);
        AssertSame(await model.PredictAsync(slow), model.Predict(Pictures[4]));
        Assert.That(slow.CanRead, Is.True, "the stream stays open");
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        Assert.That(async () => await model.PredictAsync(new MemoryStream(Pictures[4]), source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Predict_Cancelled_Stops()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        var cancelled = new CancellationToken(canceled: true);
        using var stream = new MemoryStream(Pictures[0]);
        Assert.That(() => model.Predict(Pictures[0], cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => model.Predict(WriteImage(0), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => model.Predict(stream, cancelled), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Predict_NetworkWithoutFiniteWeights_IsAnError()
    {
        using CovidModel model = SomeModel.Make(SomeModel.ConstantNetwork(float.NaN, 1));
        Assert.That(() => model.Predict(Pictures[0]), Throws.TypeOf<NetworkException>().With.Message.StartWith("The network gives no number for this image"));
    }

    [Test]
    public void Predict_AThousandTimes_KeepsMemoryFlat()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2, size: 256));
        void Predict(int times)
        {
            for (int i = 0; i < times; i++)
            {
                model.Predict(Pictures[i % Pictures.Length]);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Predict(200);
        long before = Environment.WorkingSet;
        Predict(1000);
        // each prediction holds 256 KB of native pixels: kept, they would be 250 MB
        Assert.That((Environment.WorkingSet - before) / 1e6, Is.LessThan(50), "megabytes");
    }

    [Test]
    public void Disposed_RefusesEveryUse()
    {
        CovidModel model = SomeModel.Make(SomeModel.Network(2));
        model.PredictMany([WriteImage(0)]);
        model.Dispose();
        model.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Predict(Pictures[0]), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => model.PredictMany([WriteImage(0)]), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => model.Save(Zip), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => model.SaveOnnx(Zip), Throws.TypeOf<ObjectDisposedException>());
        });
        Assert.That(model.ClassNames, Is.EqualTo(SomeModel.TwoClasses));
    }

    [Test]
    public void Create_CardOfAnotherInput_IsRefused()
    {
        NetworkGraph network = SomeModel.Network(2);
        ModelCard card = SomeModel.Card(network);
        ModelProto graph = ScoringGraph.Build(network, CardReader.Rule(card));
        Assert.That(
            () => new CovidModel(graph, card with { Network = card.Network with { InputWidth = 96, InputHeight = 96 } }),
            Throws.ArgumentException.With.Message.EqualTo(
                "The card names 2 classes and an input of 96 x 96; the graph has 'pixels' [-1,1,64,64] and 'Score' [-1,2]."));
    }

    private static void AssertSame(Prediction actual, Prediction expected)
    {
        Assert.That(actual.Label, Is.EqualTo(expected.Label));
        Assert.That(actual.Probabilities.Select(p => p.Probability), Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-6));
    }

    private string WriteImage(int index)
    {
        string path = Path.Combine(_folder, $"{index}.png");
        File.WriteAllBytes(path, Pictures[index]);
        return path;
    }
}
