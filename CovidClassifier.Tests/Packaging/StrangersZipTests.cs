using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Packaging.Zips;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging.Zips;
using Google.Protobuf;

namespace CovidClassifier.Tests.Packaging;

/// <summary>Zips that a stranger may send: their checksums fit, and what they hold does not. Loading them costs little and runs nothing.</summary>
public class StrangersZipTests
{
    private const long MostBytes = 512L << 20;

    private const string NullInAFinding = """
        {"audit":{"dataset":"","images":1,"split":"","findings":[
        {"name":"","verdict":"pass","measure":"","rule":"","sentence":"","pairs":[null]}]}}
        """;

    private readonly TempFolder _folder = new();

    private string Zip => _folder["model.zip"];

    [SetUp]
    public void SaveOne()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        model.Save(Zip);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Load_OnePartUnderManyNames_IsRefusedWithoutUnpacking()
    {
        var zip = new RawZip();
        zip.Add(ModelParts.Card, Part(ModelParts.Card));
        byte[] zeros = new byte[20_000_000];
        int start = zip.Add("TransformerChain/Transform_001/OnnxModel", zeros);
        for (int i = 2; i < 60; i++)
        {
            zip.List($"TransformerChain/Transform_{i:000}/OnnxModel", zeros, start);
        }

        RefusedCheaply(zip.ToBytes());
    }

    [Test]
    public void Load_ACardOfHundredsOfMegabytes_IsRefusedWithoutUnpacking() =>
        RefusedCheaply(Changed(ModelParts.Card, _ => Encoding.UTF8.GetBytes("{" + new string(' ', 200_000_000) + "}")), "a card has at most 33554432");

    [Test]
    public void Load_ANetworkThatUnpacksToMuch_IsRefusedWithoutUnpacking() => RefusedCheaply(
        Changed("TransformerChain/Transform_001/OnnxModel", _ => new byte[600_000_000], CompressionLevel.Fastest), "unpacked it would have more than");

    [Test]
    public void Load_APartThatIsNotOurs_IsNamed() => RefusedCheaply(Changed("TrainingInfo/Version.txt", b => b, name: "setup.exe"), "it holds 'setup.exe'");

    [TestCase("Microsoft.ML.TensorFlow", "TensorFlowTransform")]
    [TestCase("Evil", "CustomTransformer")]
    public void Load_AStepOfAnotherKind_IsRefused(string assembly, string loader) => RefusedCheaply(
        Changed("TransformerChain/Transform_002/Model.key", bytes => (ModelKey.Read(bytes) with { Assembly = assembly, Loader = loader }).ToBytes()),
        "Its pipeline");

    [TestCase("Evil.Contract", null)]
    [TestCase(null, "Evil, Version=1.0.0.0")]
    public void Load_AContractOfAnother_IsRefused(string? contract, string? assembly) => RefusedCheaply(
        Changed("TransformerChain/Transform_000/Model.key", bytes =>
        {
            ModelKey key = ModelKey.Read(bytes);
            return (key with { Texts = [contract ?? key.Texts[0], assembly ?? key.Texts[1]] }).ToBytes();
        }),
        "the contract");

    [Test]
    public void Load_MoreStepsThanAModelHas_IsRefused() => RefusedCheaply(
        Changed("TransformerChain/Model.key", bytes => (ModelKey.Read(bytes) with { Numbers = [9, 7, 7, 7, 7, 7, 7, 7, 7, 7] }).ToBytes()), "9 steps");

    [Test]
    public void Load_APartInAStepThatHasNone_IsRefused() =>
        RefusedCheaply(Changed("Schema", b => b, name: "TransformerChain/Transform_000/Deep/Model.key"), "in a step of this library");

    [TestCase("swapped")]
    [TestCase("other classes")]
    [TestCase("threshold")]
    [TestCase("positive label")]
    [TestCase("size")]
    [TestCase("three classes")]
    public void Load_ACardThatSaysOtherThanTheNetwork_IsRefused(string what) => RefusedCheaply(
        ChangedCard(card =>
        {
            switch (what)
            {
                case "swapped":
                    card["classNames"] = new JsonArray("COVID-19", "Normal");
                    break;
                case "other classes":
                    (card["classNames"], card["positiveLabel"]) = (new JsonArray("x", "y"), null);
                    break;
                case "threshold":
                    card["threshold"] = 0.9;
                    break;
                case "positive label":
                    card["positiveLabel"] = null;
                    break;
                case "size":
                    card["network"]!["inputWidth"] = 96;
                    break;
                default:
                    card["classNames"] = new JsonArray("Normal", "COVID-19", "Other");
                    break;
            }
        }),
        what == "size" ? "where 'CovidClassifier.Pixels.96' belongs" : "do not fit");

    [TestCase("""{"imageHashes":{"training":null}}""")]
    [TestCase("""{"imageHashes":{"training":["a",null]}}""")]
    [TestCase("""{"history":[null]}""")]
    [TestCase("""{"recipe":{"a":null}}""")]
    [TestCase("""{"metrics":{"test":null}}""")]
    [TestCase("""{"metrics":{"test":{"images":1,"values":{},"undefined":{"auroc":null}}}}""")]
    [TestCase("""{"metrics":{"test":{"images":1,"values":null}}}""")]
    [TestCase("""{"data":{"splits":{"training":null}}}""")]
    [TestCase("""{"data":{"splits":{"training":{"images":1,"imagesByClass":null}}}}""")]
    [TestCase("""{"notes":["a",null]}""")]
    [TestCase("""{"classNames":["Normal",null]}""")]
    [TestCase("""{"decision":{"calibration":null}}""")]
    [TestCase("""{"audit":{"dataset":"a","images":1,"split":"b","findings":[null]}}""")]
    [TestCase("""{"audit":{"dataset":null,"images":1,"split":"b","findings":[]}}""")]
    [TestCase(NullInAFinding)]
    [TestCase("""{"researchUseOnly":null}""")]
    public void Load_ANullInsideTheCard_IsRefused(string part) => RefusedCheaply(
        ChangedCard(card => JsonNode.Parse(part)!.AsObject().ToList().ForEach(p => card[p.Key] = p.Value?.DeepClone())), "model card does not make sense");

    [TestCase("""{"audit":null}""")]
    [TestCase("""{"audit":{"dataset":"a","images":1,"split":"b","findings":[{"name":"a","verdict":"pass","measure":"m","rule":"r","sentence":"s"}]}}""")]
    [TestCase("""{"decision":{}}""")]
    [TestCase("""{"metrics":{"test":{"images":1,"values":{"auroc":null}}}}""")]
    [TestCase("""{"history":[{"epoch":1,"learningRate":0.1,"training":{"loss":null,"accuracy":1,"auroc":1},"validation":null,"seconds":1}]}""")]
    public void Load_ANullWhereOneBelongs_IsTaken(string part)
    {
        File.WriteAllBytes(Zip, ChangedCard(card => JsonNode.Parse(part)!.AsObject().ToList().ForEach(p => card[p.Key] = p.Value?.DeepClone())));
        using CovidModel model = CovidModel.Load(Zip);
        Assert.That(model.ClassNames, Has.Count.EqualTo(2));
    }

    [Test]
    public void Load_WithoutChecksums_IsRefusedUnlessTheCardIsOfTheFirstFormat()
    {
        RefusedCheaply(Repacked(p => p.Name == Checksums.PartName ? null : p.Content), "damaged or was cut off");
        File.WriteAllBytes(Zip, Repacked(p => p.Name switch
        {
            Checksums.PartName => null,
            ModelParts.Card => Edited(p.Content, card => card["formatVersion"] = 1),
            _ => p.Content,
        }));
        using CovidModel model = CovidModel.Load(Zip);
        Assert.That(model.Card.FormatVersion, Is.EqualTo(1));
        model.Save(_folder["new.zip"]);
        using CovidModel saved = CovidModel.Load(_folder["new.zip"]);
        Assert.That(saved.Card.FormatVersion, Is.EqualTo(2));
    }

    [TestCase("Schema")]
    [TestCase("TransformerChain/Transform_002/Model.key")]
    [TestCase("covid-checksums.sha256")]
    public void Load_APartOfAnotherModel_IsRefused(string name) =>
        RefusedCheaply(Repacked(p => p.Name == name ? [.. p.Content[..^2], (byte)(p.Content[^2] ^ 1), p.Content[^1]] : p.Content), "");

    [Test]
    public void Checksums_AreThoseOfSha256sum()
    {
        string[] lines = Encoding.UTF8.GetString(Part(Checksums.PartName)).TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(8));
        Assert.That(lines, Has.All.Match("^[0-9a-f]{64}  [A-Za-z]"));
    }

    [TestCase("short")]
    [TestCase("negative")]
    [TestCase("above one")]
    [TestCase("label that is none")]
    [TestCase("no label")]
    public void Predict_ANetworkThatGivesNoProbabilities_SaysSo(string what)
    {
        File.WriteAllBytes(Zip, ChangedNetwork(graph => Spoil(graph, what)));
        if (what == "short")
        {
            // told by the sizes that follow from the graph
            Assert.That(() => CovidModel.Load(Zip), Throws.TypeOf<ModelFileException>().With.Message.Contains("its network cannot be used"));
            return;
        }

        using CovidModel model = CovidModel.Load(Zip);
        Assert.That(() => model.Predict(SomeModel.Picture(1)), Throws.TypeOf<NetworkException>().With.Message.Contains("Do not use this model"));
        Assert.That(() => model.PredictMany([XRayImage.FromBytes(SomeModel.Picture(1), "a"), XRayImage.FromBytes(SomeModel.Picture(2), "b")]),
            Throws.TypeOf<NetworkException>());
    }

    // the true output is renamed, and what replaces it is declared as if it were right
    private static void Spoil(GraphProto graph, string what)
    {
        var builder = new GraphBuilder(graph);
        if (what is "no label" or "label that is none")
        {
            NodeProto encoder = graph.Node.First(n => n.Output.Contains(ScoringGraph.PredictedLabels));
            encoder.Input[0] = what == "no label"
                ? builder.Add("Slice", [encoder.Input[0], builder.Constant(0), builder.Constant(0)])
                : builder.Add("Add", [encoder.Input[0], builder.Constant(7)]);
            Reorder(graph, encoder);
            return;
        }

        GraphNames.Rename(graph, ScoringGraph.Score, "true_score");
        string spoilt = what switch
        {
            "short" => builder.Add("Slice", ["true_score", builder.Constant(0), builder.Constant(1), builder.Constant(1)]),
            "negative" => builder.Add("Sub", ["true_score", builder.Constant(1f)]),
            _ => builder.Add("Add", ["true_score", builder.Constant(1f)]),
        };
        builder.AddAs(ScoringGraph.Score, "Identity", [spoilt]);
        graph.Output.First(o => o.Name == "true_score").Name = ScoringGraph.Score;
    }

    private static void Reorder(GraphProto graph, NodeProto node)
    {
        NodeProto slots = graph.Node.First(n => n.Name == "mlnet.Score.SlotNames");
        foreach (NodeProto last in new[] { node, slots })
        {
            graph.Node.Remove(last);
            graph.Node.Add(last);
        }
    }

    private void RefusedCheaply(byte[] zip, string reason = "damaged")
    {
        File.WriteAllBytes(Zip, zip);
        long before = GC.GetTotalAllocatedBytes();
        Assert.That(() => CovidModel.Load(Zip), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(MostBytes));
    }

    private byte[] ChangedCard(Action<JsonObject> edit) => Changed(ModelParts.Card, bytes => Edited(bytes, edit));

    private byte[] ChangedNetwork(Action<GraphProto> edit) => Changed("TransformerChain/Transform_001/OnnxModel", bytes =>
    {
        ModelProto model = ModelProto.Parser.ParseFrom(bytes.AsSpan(sizeof(int)).ToArray());
        edit(model.Graph);
        byte[] network = model.ToByteArray();
        return [.. BitConverter.GetBytes(network.Length), .. network];
    });

    private static byte[] Edited(byte[] card, Action<JsonObject> edit)
    {
        JsonObject json = JsonNode.Parse(card)!.AsObject();
        edit(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>The zip with one part changed, or named otherwise, and all checksums right.</summary>
    private byte[] Changed(string part, Func<byte[], byte[]> edit, CompressionLevel level = CompressionLevel.Optimal, string? name = null)
    {
        using var to = new MemoryStream();
        using (var zip = new SealedZipWriter(to))
        {
            foreach ((string own, byte[] content) in Parts().Where(p => p.Name != Checksums.PartName))
            {
                zip.Add(own == part && name is not null ? name : own, level, own == part ? edit(content) : content);
            }
        }

        return to.ToArray();
    }

    /// <summary>The zip with parts as they are given, its list of checksums among them.</summary>
    private byte[] Repacked(Func<(string Name, byte[] Content), byte[]?> part)
    {
        var zip = new RawZip();
        foreach ((string Name, byte[] Content) old in Parts())
        {
            if (part(old) is { } content)
            {
                zip.Add(old.Name, content);
            }
        }

        return zip.ToBytes();
    }

    private byte[] Part(string name) => Parts().Single(p => p.Name == name).Content;

    private (string Name, byte[] Content)[] Parts()
    {
        using var file = new MemoryStream(File.ReadAllBytes(Zip));
        return [.. ZipDirectory.Read(file).Select(p => (p.Name, p.Read(file)))];
    }
}
