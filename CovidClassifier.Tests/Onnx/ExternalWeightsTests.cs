using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Networks whose weights lie in files beside them.</summary>
public sealed class ExternalWeightsTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Load_FileBesideTheNetwork_IsReadWhateverTheCurrentFolderHolds()
    {
        Write("net/net.onnx", "weights.bin");
        _folder.Write("net/weights.bin", Weights(1));
        _folder.Write("here/weights.bin", Weights(0));
        string before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = _folder["here"];
            Assert.That(Loaded("../net/net.onnx"), Is.EqualTo(Numbers(1)));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [TestCase("weights/w.bin")]
    [TestCase("weights\\w.bin")]
    [TestCase("./weights//w.bin")]
    public void Load_FileInAFolderBelow_IsRead(string location)
    {
        Write("net.onnx", location);
        _folder.Write("weights/w.bin", Weights(1));
        Assert.That(Loaded(_folder["net.onnx"]), Is.EqualTo(Numbers(1)));
    }

    [Test]
    public void Load_OffsetsIntoOneFile_TakeTheirOwnParts()
    {
        Write("net.onnx", "w.bin", offset: "64");
        _folder.Write("w.bin", [.. new byte[64], .. Weights(3), .. new byte[9]]);
        Assert.That(Loaded(_folder["net.onnx"]), Is.EqualTo(Numbers(3)));
    }

    [Test]
    public void Load_LinksIntoOneFolder_AreFollowedAsTheCacheOfHuggingFaceHasThem()
    {
        Write("blobs/1", "model.onnx_data");
        _folder.Write("blobs/2", Weights(1));
        Directory.CreateDirectory(_folder["snapshots/a"]);
        File.CreateSymbolicLink(_folder["snapshots/a/model.onnx"], "../../blobs/1");
        File.CreateSymbolicLink(_folder["snapshots/a/model.onnx_data"], "../../blobs/2");
        Assert.That(Loaded(_folder["snapshots/a/model.onnx"]), Is.EqualTo(Numbers(1)));
    }

    [TestCase("../w.bin")]
    [TestCase("below/../../w.bin")]
    [TestCase("./../w.bin")]
    [TestCase("..\\w.bin")]
    [TestCase("/etc/hostname")]
    [TestCase("C:\\w.bin")]
    [TestCase("file:///etc/hostname")]
    [TestCase("")]
    [TestCase("w\0.bin")]
    public void Load_PlaceOutsideTheFolder_IsRefusedWithTensorAndPlace(string location)
    {
        Write("net/net.onnx", location);
        _folder.Write("w.bin", Weights(0));
        Assert.That(
            () => OnnxFile.Load(_folder["net/net.onnx"]),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                $"Tensor 'w' keeps its values in the file '{ShownText.Name(location)}': a network's weights are read from its own folder only, by a path " +
                    $"below it."));
    }

    [TestCase("file")]
    [TestCase("folder")]
    public void Load_LinkOutOfTheFolder_IsRefused(string kind)
    {
        _folder.Write("outside/w.bin", Weights(0));
        Write("net/net.onnx", kind == "file" ? "w.bin" : "sub/w.bin");
        if (kind == "file")
        {
            File.CreateSymbolicLink(_folder["net/w.bin"], _folder["outside/w.bin"]);
        }
        else
        {
            Directory.CreateSymbolicLink(_folder["net/sub"], _folder["outside"]);
        }

        Assert.That(() => OnnxFile.Load(_folder["net/net.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains("a link to a place outside"));
    }

    [Test]
    public void Load_MissingFile_SaysWhereItBelongs()
    {
        Write("net.onnx", "gone.data");
        Assert.That(
            () => OnnxFile.Load(_folder["net.onnx"]),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                $"Tensor 'w' keeps its values in the file 'gone.data': the file is not there; it belongs beside '{_folder["net.onnx"]}', where the export " +
                    $"wrote it."));
    }

    [TestCase("0", "80", "says 80")]
    [TestCase("0", "-1", "whole number, 0 or more")]
    [TestCase("1e3", null, "whole number, 0 or more")]
    [TestCase("9223372036854775807", null, "the file has 72")]
    [TestCase("1", null, "bytes 1 to 73 are asked for, and the file has 72")]
    [TestCase("99999999999999999999", null, "whole number, 0 or more")]
    public void Load_PlaceThatTheFileDoesNotHave_IsRefused(string offset, string? length, string why)
    {
        Write("net.onnx", "w.bin", offset, length);
        _folder.Write("w.bin", Weights(1));
        Assert.That(() => OnnxFile.Load(_folder["net.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains(why));
    }

    [Test]
    public void Load_ManyTensorsOfTheSamePlace_AreRefusedBeforeTheyAreRead()
    {
        ModelProto model = Network("w.bin", null, null);
        TensorProto weight = model.Graph.Initializer[0];
        weight.Dims.Clear();
        weight.Dims.Add([1L << 20, 64]);
        for (int i = 0; i < 20; i++)
        {
            TensorProto copy = weight.Clone();
            copy.Name = $"w{i}";
            model.Graph.Initializer.Add(copy);
        }

        OnnxFile.Save(model, _folder["net.onnx"]);
        using (FileStream sparse = File.Create(_folder["w.bin"]))
        {
            sparse.SetLength(256L << 20);
        }

        long before = GC.GetTotalAllocatedBytes();
        Assert.That(() => OnnxFile.Load(_folder["net.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains("more than its files hold"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(10_000_000));
    }

    private void Write(string file, string location, string? offset = null, string? length = null) =>
        _folder.Write(file, Network(location, offset, length).ToByteArray());

    private static ModelProto Network(string location, string? offset, string? length)
    {
        ModelProto model = OnnxFile.Create("outside");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", -1, 3, 64, 64);
        var weight = new TensorProto { Name = "w", DataType = (int)TensorProto.Types.DataType.Float, DataLocation = TensorProto.Types.DataLocation.External };
        weight.Dims.Add([2L, 1, 3, 3]);
        foreach ((string key, string? value) in new[] { ("location", location), ("offset", offset), ("length", length) })
        {
            if (value is not null)
            {
                weight.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }

        model.Graph.Initializer.Add(weight);
        builder.AddAs("y", "Conv", ["x", "w"]);
        builder.Output("y", -1, 2, 62, 62);
        return model;
    }

    private static float[] Loaded(string path) => OnnxFile.Load(path).Graph.Initializer.Single(i => i.Name == "w").Floats();

    private static float[] Numbers(float first) => [.. Enumerable.Range(0, 18).Select(i => first * (i + 1))];

    private static byte[] Weights(float first) => [.. Numbers(first).SelectMany(BitConverter.GetBytes)];
}
