using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Tests.Onnx;

internal sealed class OnnxFileTests
{
    [TestCase("light_densenet121")]
    [TestCase("light_resnet50")]
    [TestCase("light_squeezenet")]
    [TestCase("light_vgg19")]
    public void Load_TheOnnxProjectsTestGraphs_OpenAndLoadIntoASession(string name)
    {
        ModelProto model = OnnxFile.Load(SharedFolder.Path($"models/light/{name}.onnx"));
        using var session = new OnnxSession(model, threads: 1);
        Assert.That(session.Inputs.Select(i => i.Key), Is.EqualTo(model.Graph.Input.Select(i => i.Name)));
        Assert.That(Opset.Of(model), Is.EqualTo(Opset.Version));
    }

    [Test]
    public void Load_MissingFile_NamesIt() =>
        Assert.That(() => OnnxFile.Load("no-such.onnx"), Throws.TypeOf<NetworkException>().With.Message.StartsWith("Network 'no-such.onnx' cannot be read: "));

    [Test]
    public void Parse_EveryTruncationOfANetwork_IsANetworkExceptionOrTheNetworkItself()
    {
        byte[] whole = Network().ToByteArray();
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.That(Refusal(() => Use(part)), Is.Null.Or.TypeOf<NetworkException>(), $"the first {length} bytes");
        }

        Assert.That(() => Use(whole[..(whole.Length / 2)]), Throws.TypeOf<NetworkException>());
    }

    [Test]
    public void Parse_FlippedBytes_AreANetworkExceptionOrANetwork()
    {
        byte[] whole = Network().ToByteArray();
        RandomStream random = new Seed(1).Open();
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Below(whole.Length)] ^= (byte)(1 << random.Below(8));
            Assert.That(Refusal(() => OnnxFile.Parse(damaged, "Network 'n'")), Is.Null.Or.TypeOf<NetworkException>(), $"flip {i}");
        }
    }

    [TestCase("")]
    [TestCase("this is a text, not a network")]
    [TestCase("PK\u0003\u0004")]
    public void Parse_AnotherKindOfFile_IsANetworkException(string content) =>
        Assert.That(() => OnnxFile.Parse(System.Text.Encoding.UTF8.GetBytes(content), "Network 'n'"),
            Throws.TypeOf<NetworkException>().With.Message.StartsWith("Network 'n' is not "));

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:aa", "pointer that Git LFS keeps")]
    [TestCase("\n<!DOCTYPE html><html>", "a web page")]
    [TestCase("<html><body>404</body></html>", "a web page")]
    [TestCase("{\"error\":\"Repository not found\"}", "a JSON text")]
    [TestCase("PK\u0003\u0004archive/data.pkl", "it is a zip")]
    [TestCase("\u0089HDF\r\n\u001a\n", "HDF5")]
    [TestCase("\u0080\u0002}q", "Python pickle")]
    [TestCase("\u0080\u0005\u0095", "Python pickle")]
    [TestCase("<?xml version=\"1.0\"?>\n<net name=\"a\" version=\"11\">", "an OpenVINO network")]
    [TestCase("{\"irVersion\":\"8\",\"graph\":{}}", "written as JSON text")]
    [TestCase("ir_version: 8\ngraph {\n", "written as text")]
    [TestCase("\u0028\u00b5\u002f\u00fd1234", "compressed (zstd)")]
    [TestCase("\u0093NUMPY\u0001\0", "NumPy array")]
    [TestCase("\u0089PNG\r\n\u001a\n", "it is a picture")]
    [TestCase("please find the network attached", "it is a text")]
    [TestCase("\u001c\0\0\0TFL3", "TensorFlow Lite")]
    [TestCase("\u0018\0\0\0ORTM", "ONNX Runtime's own format")]
    [TestCase("\u0040\0\0\0\0\0\0\0{\"weight\"", "safetensors")]
    public void Parse_AnotherKindOfFile_IsNamedForWhatItIs(string content, string what) => Assert.That(
        () => OnnxFile.Parse(System.Text.Encoding.Latin1.GetBytes(content), "Network 'n'"),
        Throws.TypeOf<NetworkException>().With.Message.StartsWith("Network 'n' is not an ONNX file: ").And.Message.Contains(what));

    [Test]
    public void Parse_BranchOverGraphs_NamesTheNode()
    {
        ModelProto model = Network();
        var branch = new NodeProto { OpType = "If", Name = "choose" };
        branch.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = new GraphProto() });
        model.Graph.Node.Add(branch);
        Assert.That(
            () => OnnxFile.Parse(model.ToByteArray(), "Network 'n'"),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                "Network 'n' holds If 'choose', a branch or loop over graphs inside the graph; export it without control flow."));
    }

    [Test]
    public void Save_ThenLoad_GivesTheSameNetwork()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "saved", "network.onnx");
        ModelProto model = Network();
        OnnxFile.Save(model, path);
        Assert.That(OnnxFile.Load(path), Is.EqualTo(model));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1), "no temporary file stays behind");
    }

    private static Exception? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static void Use(byte[] bytes)
    {
        using var session = new OnnxSession(OnnxFile.Parse(bytes, "Network 'n'"), threads: 1);
    }

    private static ModelProto Network()
    {
        ModelProto model = OnnxFile.Create("network");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", -1, 3);
        builder.AddAs("y", "Relu", [builder.Add("Gemm", ["x", builder.FloatTensor([1, 2, 3, 4, 5, 6], 3, 2), builder.FloatTensor([0, 1], 2)])]);
        builder.Output("y", -1, 2);
        return model;
    }
}
