using System.Security.Cryptography;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Networks;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Tests.Networks;

/// <summary>ResNet18 as the package Microsoft.ML.DnnImageFeaturizer.ResNet18, which the tests reference, puts it beside them.</summary>
public sealed class PackagedWeightsTests
{
    private const int Side = 224;

    private readonly TempFolder _folder = new();

    private static string Models => Path.Combine(AppContext.BaseDirectory, "DnnImageModels");

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ResNet18_BesideTheApplication_IsFound()
    {
        Assert.That(Backbone.ResNet18.FindWeights(), Is.EqualTo(Path.Combine(Models, "ResNet18Onnx", "ResNet18.onnx")));
        Assert.That(((Network)Backbone.ResNet18).Licences, Is.EqualTo(["ResNet18.onnx of the package Microsoft.ML.DnnImageFeaturizer.ResNet18: MIT"]));
    }

    [Test]
    public void ResNet18_Joined_GivesWhatBothFilesGiveOneAfterTheOther()
    {
        GrayImage[] images = [.. Enumerable.Range(0, 3).Select(i => XRayDecoder.Decode(Some.Png(300, i, i % 2), Side, Side))];
        NetworkGraph network = Backbone.ResNet18.Original(new Seed(1));
        Assert.That((network.Width, network.Height, network.Outputs), Is.EqualTo((Side, Side, 512)));
        using var session = new InferenceSession(network.Model.ToByteArray());
        float[] together = Run(session, [.. images.SelectMany(i => i.Pixels).Select(p => (float)p)], images.Length, 1);
        Assert.That(together, Is.EqualTo(images.SelectMany(OneAfterTheOther)).Within(1e-4));
    }

    [Test]
    public void ResNet18_WithGivenWeights_LeavesThePackageAlone()
    {
        _folder.Write("mine.onnx", [1]);
        Backbone mine = Backbone.ResNet18.WithWeights(_folder["mine.onnx"]);
        Assert.That(mine.FindWeights(), Is.EqualTo(_folder["mine.onnx"]));
        Assert.That(((Network)mine).Licences, Is.EqualTo(["resnet18-v1-7.onnx: Apache-2.0"]));
        Assert.That(Backbone.ResNet18.WithWeights(_folder.Root).FindWeights(), Is.Null);
    }

    [Test]
    public void Find_WithoutThePreparation_FindsNothing()
    {
        _folder.Write("network.onnx", [1]);
        Assert.That(Of("network.onnx", "preparation.onnx").Find(_folder.Root), Is.Null);
    }

    [Test]
    public void Load_OfADamagedFile_NamesItAndThePackage()
    {
        _folder.Write("network.onnx", [1]).Write("preparation.onnx", [1, 2]);
        Assert.That(() => Of("network.onnx", "preparation.onnx").Load(_folder.Root), Throws.TypeOf<WeightsException>().With.Message.EqualTo(
            $"'{_folder["preparation.onnx"]}' is not the file that the package Some.Package puts there: it must have 1 bytes, but has 2; build the " +
                $"application again."));
    }

    private static PackagedWeights Of(string network, string preparation)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData([1]));
        return new PackagedWeights("Some.Package", new(preparation, 1, hash), new(network, 1, hash));
    }

    private static float[] OneAfterTheOther(GrayImage image)
    {
        using var preparation = new InferenceSession(Path.Combine(Models, "ResNetPrepOnnx", "ResNetPreprocess.onnx"));
        using var network = new InferenceSession(Path.Combine(Models, "ResNet18Onnx", "ResNet18.onnx"));
        float[] gray = [.. image.Pixels.Select(p => (float)p)];
        return Run(network, Run(preparation, [.. gray, .. gray, .. gray], 1, 3), 1, 3);
    }

    private static float[] Run(InferenceSession session, float[] values, int count, int channels)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(values, [count, channels, Side, Side]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [session.InputNames[0]], [value], [session.OutputNames[0]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
