using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Packaging;

public class ModelFileTests
{
    private const string Card = "covid-model-card.json";

    private string _folder = "";

    private string Zip => Path.Combine(_folder, "model.zip");

    [SetUp]
    public void SaveOne()
    {
        _folder = Directory.CreateTempSubdirectory("covid-file-").FullName;
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        model.Save(Zip);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Save_TheSameModelTwice_GivesTheSameBytes()
    {
        byte[] first = File.ReadAllBytes(Zip);
        using CovidModel loaded = CovidModel.Load(Zip);
        loaded.Save(Zip);
        Assert.That(File.ReadAllBytes(Zip), Is.EqualTo(first));
    }

    [Test]
    public void Save_HoldsTheNetworkOnce()
    {
        using CovidModel model = CovidModel.Load(Zip);
        string onnx = Path.Combine(_folder, "model.onnx");
        model.SaveOnnx(onnx);
        using ZipArchive zip = ZipFile.OpenRead(Zip);
        Assert.That(zip.Entries.Count(e => e.Length >= new FileInfo(onnx).Length), Is.EqualTo(1), string.Join(", ", zip.Entries.Select(e => e.FullName)));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2), "no temporary file stays");
    }

    [Test]
    public void Save_OfANetworkThatShrinks_PacksIt_AndOneThatDoesNot_StoresIt()
    {
        using CovidModel rounded = SomeModel.Make(SomeModel.Wide(w => (float)(Half)w)), full = SomeModel.Make(SomeModel.Wide(w => w));
        foreach ((CovidModel model, bool isPacked) in ((CovidModel, bool)[])[(rounded, true), (full, false)])
        {
            model.Save(Zip);
            using ZipArchive zip = ZipFile.OpenRead(Zip);
            ZipArchiveEntry network = zip.Entries.MaxBy(e => e.Length)!;
            Assert.That(network.CompressedLength, isPacked ? Is.LessThan(0.8 * network.Length) : Is.EqualTo(network.Length));
            using CovidModel loaded = CovidModel.Load(Zip);
            byte[] picture = SomeModel.Picture(3);
            Assert.That(loaded.Predict(picture)["COVID-19"], Is.EqualTo(model.Predict(picture)["COVID-19"]));
        }
    }

    [Test]
    public void Save_WhereTheDiskRefuses_LeavesWhatIsThereAndNothingElse()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2, seed: 9));
        using var folder = new TempFolder();

        // a folder of the target's name stands for a disk that refuses the last step
        folder.Text("model.zip/kept.txt", "kept");
        Assert.That(() => model.Save(folder["model.zip"]), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EqualTo(["kept.txt"]));
    }

    [Test]
    public void Load_FileCutOffAnywhere_IsOneError()
    {
        byte[] whole = File.ReadAllBytes(Zip);
        for (int kept = 0; kept < whole.Length; kept += 131)
        {
            File.WriteAllBytes(Zip, whole[..kept]);
            AssertRefused(kept < 4 ? "it is not a zip file." : "it is damaged or was cut off; copy or download it again.");
        }
    }

    [Test]
    public void Load_FlippedBytes_AreAnErrorOrHarmless_NeverAnotherModel()
    {
        byte[] whole = File.ReadAllBytes(Zip);
        byte[] image = SomeModel.Picture(4);
        using CovidModel original = CovidModel.Load(Zip);
        Prediction expected = original.Predict(image);
        int refused = 0;
        for (int at = 0; at < whole.Length; at += 37)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x55;
            File.WriteAllBytes(Zip, damaged);
            try
            {
                using CovidModel loaded = CovidModel.Load(Zip);
                Assert.That(loaded.Predict(image).Probabilities, Is.EqualTo(expected.Probabilities), $"byte {at}");
            }
            catch (ModelFileException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(whole.Length / 37 / 4), "flips in the network and in the card are seen");
    }

    [Test]
    public void Load_MissingFile_SaysSo()
    {
        File.Delete(Zip);
        AssertRefused("the file does not exist.");
    }

    [Test]
    public void Load_AnotherKindOfFile_SaysSo()
    {
        File.WriteAllText(Zip, "<html>404</html>");
        AssertRefused("it is not a zip file.");
    }

    [Test]
    public void Load_AnotherKindOfZip_SaysSo()
    {
        File.Delete(Zip);
        using (ZipArchive zip = ZipFile.Open(Zip, ZipArchiveMode.Create))
        {
            zip.CreateEntry("TransformerChain/Model.key");
        }

        AssertRefused("it is a zip of another kind, without the entry 'covid-model-card.json' that every CovidClassifier model has.");
    }

    [Test]
    public void Load_NewerFormat_AsksForAnUpdate()
    {
        EditCard(card =>
        {
            card["formatVersion"] = 3;
            card["classNames"] = "of another type";
        });
        AssertRefused("it has format 3, made by a newer version of CovidClassifier; this version reads up to format 2. Update the library.");
    }

    [Test]
    public void Load_NewerFormatWithAPartThatThisVersionDoesNotKnow_AsksForAnUpdate()
    {
        EditCard(card => card["formatVersion"] = 3);
        using (ZipArchive zip = ZipFile.Open(Zip, ZipArchiveMode.Update))
        {
            zip.CreateEntry("covid-something-new.bin");
        }

        AssertRefused("it has format 3, made by a newer version of CovidClassifier; this version reads up to format 2. Update the library.");
    }

    [Test]
    public void Load_ZipPackedWithItsFolder_SaysWhatToDo()
    {
        string unpacked = Path.Combine(_folder, "my-model");
        ZipFile.ExtractToDirectory(Zip, unpacked);
        File.Delete(Zip);
        ZipFile.CreateFromDirectory(unpacked, Zip, CompressionLevel.Optimal, includeBaseDirectory: true);
        AssertRefused("its model lies in a folder, 'my-model'; pack what is in the folder, without the folder.");
    }

    [TestCase("formatVersion", null)]
    [TestCase("classNames", null)]
    [TestCase("network", null)]
    [TestCase("notes", null)]
    [TestCase("classNames", """["Normal"]""")]
    [TestCase("positiveLabel", "\"Other\"")]
    [TestCase("threshold", "2")]
    [TestCase("history", "7")]
    public void Load_CardThatMakesNoSense_IsAModelFileException(string key, string? json)
    {
        EditCard(card => card[key] = json is null ? null : JsonNode.Parse(json));
        Assert.That(() => CovidModel.Load(Zip),
            Throws.TypeOf<ModelFileException>().With.Message.StartWith($"Model '{Zip}' cannot be loaded: its model card does not make sense: "));
    }

    [Test]
    public void Load_ZipPackedAgainByAnotherTool_IsTheSameModel()
    {
        string unpacked = Path.Combine(_folder, "unpacked");
        ZipFile.ExtractToDirectory(Zip, unpacked);
        using CovidModel original = CovidModel.Load(Zip);
        File.Delete(Zip);
        ZipFile.CreateFromDirectory(unpacked, Zip, CompressionLevel.Optimal, includeBaseDirectory: false);
        using CovidModel repacked = CovidModel.Load(Zip);
        byte[] image = SomeModel.Picture(2);
        Assert.That(repacked.Predict(image).Probabilities, Is.EqualTo(original.Predict(image).Probabilities));
    }

    [Test]
    public void Card_IsPlainJsonInTheDesignsWords()
    {
        JsonObject card = ReadCard();
        Assert.That(card.Select(p => p.Key), Is.EqualTo(new[]
        {
            "formatVersion", "libraryVersion", "researchUseOnly", "classNames", "positiveLabel", "threshold", "decision", "seed", "network", "pixels", "data",
                "recipe",
            "history", "bestEpoch", "metrics", "sources", "audit", "warnings", "notes", "licences", "imageHashes",
        }));
        Assert.That(card["researchUseOnly"]!.GetValue<string>(), Is.EqualTo("For research and teaching only, never for diagnosis."));
        Assert.That(card["libraryVersion"]!.GetValue<string>(), Does.Match(@"^\d+\.\d+\.\d+$"));
        Assert.That(card["network"]!.ToJsonString(), Is.EqualTo("""{"name":"some","parameterCount":32,"inputWidth":64,"inputHeight":64}"""));
    }

    [Test]
    public void Card_EveryFigureComesBack_UndefinedOnesAsNullAndNaN()
    {
        using CovidModel model = CovidModel.Load(Zip);
        ModelCard full = model.Card with
        {
            Data = new CardData
            {
                KnownPatientShare = 0.25,
                Sources = new Dictionary<string, int> { ["clinic A"] = 5 },
                Splits = new Dictionary<string, CardSplit>
                {
                    ["training"] = new() { Images = 5, Patients = 4, ImagesByClass = new Dictionary<string, int> { ["Normal"] = 3, ["COVID-19"] = 2 } },
                },
            },
            Recipe = new Dictionary<string, string> { ["batchSize"] = "32" },
            History =
            [
                new EpochRecord(
                    1, 1e-3, new EpochMetrics(0.7, 0.5, double.NaN), new EpochMetrics(double.PositiveInfinity, 0.25, 0.75), TimeSpan.FromSeconds(2.5)),
            ],
            Metrics = new Dictionary<string, CardMetrics>
            {
                ["test"] = new()
                {
                    Images = 3,
                    Values = new Dictionary<string, double> { ["accuracy"] = 0.9, ["auroc"] = double.NaN },
                    Undefined = new Dictionary<string, string> { ["auroc"] = "no image of Normal" },
                },
            },
            Notes = ["The last layer was replaced: 1000 outputs became 2."],
            Licences = ["CC BY 4.0"],
            ImageHashes = new CardImageHashes { Training = ["00ff"], Validation = ["a0"] },
        };
        using (CovidModel carrying = new CovidModel(OnnxFile.Load(SaveOnnx(model)), full))
        {
            carrying.Save(Zip);
        }

        JsonObject json = ReadCard();
        Assert.That(json["metrics"]!["test"]!["values"]!.ToJsonString(), Is.EqualTo("""{"accuracy":0.9,"auroc":null}"""));
        Assert.That(json["history"]![0]!["training"]!.ToJsonString(), Is.EqualTo("""{"loss":0.7,"accuracy":0.5,"auroc":null}"""));
        Assert.That(json["data"]!["splits"]!["training"]!["imagesByClass"]!.ToJsonString(), Is.EqualTo("""{"Normal":3,"COVID-19":2}"""));

        using CovidModel again = CovidModel.Load(Zip);
        Assert.That(again.Card.Metrics["test"].Values["auroc"], Is.NaN);
        Assert.That(again.Card.Metrics["test"].Undefined["auroc"], Is.EqualTo("no image of Normal"));
        Assert.That(again.Card.History.Single().Training, Is.EqualTo(new EpochMetrics(0.7, 0.5, double.NaN)));
        Assert.That(again.Card.History.Single().Validation!.Value.Loss, Is.NaN, "JSON has no infinity");
        Assert.That(again.Card.Data.KnownPatientShare, Is.EqualTo(0.25));
        Assert.That(again.Card.ImageHashes.Training, Is.EqualTo(new[] { "00ff" }));
    }

    private string SaveOnnx(CovidModel model)
    {
        string path = Path.Combine(_folder, "model.onnx");
        model.SaveOnnx(path);
        return path;
    }

    private void AssertRefused(string reason) =>
        Assert.That(() => CovidModel.Load(Zip), Throws.TypeOf<ModelFileException>().With.Message.EqualTo($"Model '{Zip}' cannot be loaded: {reason}"));

    private JsonObject ReadCard()
    {
        using ZipArchive zip = ZipFile.OpenRead(Zip);
        using Stream stream = zip.GetEntry(Card)!.Open();
        return JsonNode.Parse(stream)!.AsObject();
    }

    private void EditCard(Action<JsonObject> edit)
    {
        JsonObject card = ReadCard();
        edit(card);
        using ZipArchive zip = ZipFile.Open(Zip, ZipArchiveMode.Update);
        zip.GetEntry(Card)!.Delete();
        using Stream stream = zip.CreateEntry(Card).Open();
        stream.Write(Encoding.UTF8.GetBytes(card.ToJsonString()));
    }
}
