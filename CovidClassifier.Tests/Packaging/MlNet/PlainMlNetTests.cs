using CovidClassifier.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Tests.Packaging.MlNet;

/// <summary>The saved zip in the hands of someone who has ML.NET and our assembly, and nothing else.</summary>
public class PlainMlNetTests
{
    private string _zip = "";

    [SetUp]
    public void NameFile() => _zip = Path.Combine(Path.GetTempPath(), $"{TestContext.CurrentContext.Test.ID}.zip");

    [TearDown]
    public void RemoveFile() => File.Delete(_zip);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Zip_InPlainMlNet_GivesTheModelsLabelsAndProbabilities(int outputs)
    {
        byte[][] images = [.. Enumerable.Range(0, 20).Select(i => SomeModel.Picture((ulong)i))];
        using CovidModel model = SomeModel.Make(SomeModel.Network(outputs), "COVID-19", 0.4f);
        model.Save(_zip);

        var context = new MLContext();
        ITransformer loaded = Load(context, out DataViewSchema schema);
        Assert.That(schema.Single().Name, Is.EqualTo("ImageSource"));
        IDataView scored = loaded.Transform(context.Data.LoadFromEnumerable(images.Select(p => new Input { ImageSource = p })));
        Output[] rows = [.. context.Data.CreateEnumerable<Output>(scored, reuseRowObject: false)];
        Prediction[] expected = [.. images.Select(p => model.Predict(p))];
        Assert.That(rows.Select(r => r.PredictedLabel), Is.EqualTo(expected.Select(p => p.Label)));
        Assert.That(expected.Select(p => p.Label).Distinct().Count(), Is.GreaterThan(1), "pictures that all look alike would prove nothing");
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.That(rows[i].Score, Is.EqualTo(expected[i].Probabilities.Select(p => p.Probability)).Within(1e-5));
        }

        using PredictionEngine<Input, Output> engine = context.Model.CreatePredictionEngine<Input, Output>(loaded);
        Output one = engine.Predict(new Input { ImageSource = images[3] });
        Assert.That(one.PredictedLabel, Is.EqualTo(expected[3].Label));
        Assert.That(one.Score, Is.EqualTo(rows[3].Score));
    }

    [Test]
    public void Zip_InPlainMlNet_NamesTheSlotsOfScore()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(3));
        model.Save(_zip);
        var context = new MLContext();
        DataViewSchema output = Load(context, out DataViewSchema input).GetOutputSchema(input);
        VBuffer<ReadOnlyMemory<char>> names = default;
        output["Score"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(n => n.ToString()), Is.EqualTo(SomeModel.ThreeClasses));
        Assert.That(output["PredictedLabel"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void Zip_InPlainMlNet_DecidesAlikeJustAtTheThreshold()
    {
        byte[] image = SomeModel.Picture(5);
        NetworkGraph network = SomeModel.Network(1);
        using CovidModel any = SomeModel.Make(network, "COVID-19");
        float p = any.Predict(image)["COVID-19"];
        foreach ((float threshold, string expected) in new[] { (p, "COVID-19"), (MathF.BitIncrement(p), "Normal") })
        {
            using CovidModel model = SomeModel.Make(network, "COVID-19", threshold);
            model.Save(_zip);
            using CovidModel reloaded = CovidModel.Load(_zip);
            var context = new MLContext();
            using PredictionEngine<Input, Output> engine = context.Model.CreatePredictionEngine<Input, Output>(Load(context, out _));
            Assert.That(
                new[] { model.Predict(image).Label, reloaded.Predict(image).Label, engine.Predict(new Input { ImageSource = image }).PredictedLabel },
                Is.All.EqualTo(expected));
            Assert.That(reloaded.Threshold, Is.EqualTo(threshold), "the card repeats the threshold to the last bit");
        }
    }

    [Test]
    public void EveryInputSize_HasItsContract()
    {
        byte[] image = SomeModel.Picture(1);
        var context = new MLContext();
        foreach (int size in new[] { 64, 96, 128, 160, 192, 224, 240, 256, 288, 299, 320, 384, 448, 512 })
        {
            using CovidModel model = SomeModel.Make(SomeModel.Network(2, size));
            model.Save(_zip);
            using PredictionEngine<Input, Output> engine = context.Model.CreatePredictionEngine<Input, Output>(Load(context, out _));
            Output output = engine.Predict(new Input { ImageSource = image });
            Assert.That(output.Score, Is.EqualTo(model.Predict(image).Probabilities.Select(p => p.Probability)).Within(1e-5), $"{size} x {size}");
        }
    }

    [Test]
    public void ContractNames_AreFileFormat_AndStayAsTheyAre()
    {
        string[] names =
        [
            .. typeof(CovidModel).Assembly.GetTypes()
                .SelectMany(t => t.GetCustomAttributesData())
                .Where(a => a.AttributeType == typeof(Microsoft.ML.Transforms.CustomMappingFactoryAttributeAttribute))
                .Select(a => (string)a.ConstructorArguments[0].Value!)
                .Order(StringComparer.Ordinal),
        ];
        string[] sizes = ["128", "160", "192", "224", "240", "256", "288", "299", "320", "384", "448", "512", "64", "96"];
        Assert.That(names,
            Is.EqualTo(sizes.Select(s => "CovidClassifier.Pixels." + s).Prepend("CovidClassifier.Picture").Append("CovidClassifier.PredictedLabel")));
        Assert.That(typeof(CovidModel).Assembly.GetName().Version, Is.EqualTo(new Version(1, 0, 0, 0)), "saved zips name the assembly by its full name");
    }

    private ITransformer Load(MLContext context, out DataViewSchema schema)
    {
        context.ComponentCatalog.RegisterAssembly(typeof(CovidModel).Assembly);
        return context.Model.Load(_zip, out schema);
    }

    private sealed class Input
    {
        public byte[] ImageSource { get; set; } = [];
    }

    private sealed class Output
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
