using System.Runtime.InteropServices;
using System.Text;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>A preprocessing of one's own that subtracts a mean image.</summary>
public sealed class MeanImageTests
{
    private const int Side = 64;

    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(1, 1)]
    [TestCase(3, 3)]
    [TestCase(3, 1)]
    public void FromOnnx_MeanImage_IsSubtractedPixelByPixel(int channels, int means)
    {
        WriteNetwork(channels, channelsLast: false);
        float[] mean = [.. Enumerable.Range(0, means * Side * Side).Select(i => (float)(i % 97))];
        double[] deviations = channels == 3 ? [1, 2, 4] : [2];
        var preprocessing = Preprocessing.Of(MeanImage.Of(mean, means, Side, Side), deviations, order: ChannelOrder.Bgr);
        double[] divisors = channels == 3 ? [4, 2, 1] : [2];
        float[] expected =
        [
            .. Enumerable.Range(0, channels).Select(c => (float)Enumerable.Range(0, Side * Side)
                .Average(i => (Gray(i) - mean[means == 1 ? i : (c * Side * Side) + i]) / divisors[c])),
        ];
        Assert.That(Means(Network.FromOnnx(_folder["net.onnx"], preprocessing)), Is.EqualTo(expected).Within(1e-3));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void SaveOnnx_MeanImage_IsInsideTheFile(bool channelsLast)
    {
        WriteNetwork(3, channelsLast);
        WriteNumpy("<f8", [3, Side, Side], [.. Enumerable.Range(0, 3 * Side * Side).SelectMany(i => BitConverter.GetBytes((double)(i % 31)))]);
        var network = Network.FromOnnx(_folder["net.onnx"], Preprocessing.Parse($"mean={_folder["mean.npy"]},std=1,2,3"));
        network.SaveOnnx(_folder["again.onnx"], 3, seed: 1);
        File.Delete(_folder["mean.npy"]);
        Assert.That(Means(Network.FromOnnx(_folder["again.onnx"])), Is.EqualTo(Means(network)).Within(1e-4));
    }

    [Test]
    public void Open_ArraysOfAllLayouts_AreTheSameImage()
    {
        float[] values = [.. Enumerable.Range(0, 3 * 4 * 5).Select(i => (float)i)];
        WriteNumpy("<f4", [1, 3, 4, 5], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        var first = MeanImage.Open(_folder["mean.npy"]);
        float[] last = [.. Enumerable.Range(0, 20).SelectMany(place => Enumerable.Range(0, 3).Select(c => values[(c * 20) + place]))];
        WriteNumpy("<f4", [4, 5, 3], MemoryMarshal.AsBytes(last.AsSpan()).ToArray());
        Assert.That(MeanImage.Open(_folder["mean.npy"]).Values.ToArray(), Is.EqualTo(first.Values.ToArray()).And.EqualTo(values));
        Assert.That((first.Channels, first.Height, first.Width), Is.EqualTo((3, 4, 5)));
    }

    [Test]
    public void Open_Picture_GivesItsGrayLevels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 12).Select(i => (byte)(20 * i))];
        File.WriteAllBytes(_folder["mean.png"], PngEncoder.Png(pixels, 4, 3));
        var mean = MeanImage.Open(_folder["mean.png"]);
        Assert.That((mean.Channels, mean.Height, mean.Width), Is.EqualTo((1, 3, 4)));
        Assert.That(mean.Values.ToArray(), Is.EqualTo(pixels.Select(p => (float)p)));
    }

    [TestCase("<i8", "'<f4' or '<f8'")]
    [TestCase(">f4", "'<f4' or '<f8'")]
    [TestCase("<f4", "asks for 60 values of 4 bytes")]
    public void Open_ArrayThatIsNone_SaysWhy(string type, string why)
    {
        WriteNumpy(type, [3, 4, 5], new byte[100]);
        Assert.That(
            () => MeanImage.Open(_folder["mean.npy"]),
            Throws.ArgumentException.With.Message.StartsWith($"Mean image '{_folder["mean.npy"]}'").And.Message.Contains(why));
    }

    [Test]
    public void FromOnnx_MeanImageOfAnotherSize_IsRefusedWithBoth()
    {
        WriteNetwork(3, channelsLast: false);
        var preprocessing = Preprocessing.Of(MeanImage.Of(new float[20], 1, 4, 5));
        Assert.That(
            () => Network.FromOnnx(_folder["net.onnx"], preprocessing).Original(new Seed(1)),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo("The mean image is 5 x 4, the network takes 64 x 64; both must be of one size."));
    }

    [Test]
    public void FromOnnx_FileThatNamesAMeanImage_DoesNotReadIt()
    {
        WriteNetwork(3, channelsLast: false);
        File.WriteAllBytes(_folder["mean.png"], PngEncoder.Png(new byte[Side * Side], Side, Side));
        ModelProto model = OnnxFile.Load(_folder["net.onnx"]);
        model.MetadataProps.Add(new StringStringEntryProto { Key = NetworkMetadata.Preprocessing, Value = $"mean={_folder["mean.png"]}" });
        OnnxFile.Save(model, _folder["net.onnx"]);
        Assert.That(
            () => Network.FromOnnx(_folder["net.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains("must be a list such as"));
    }

    private static float Gray(int place) => place * 7 % 256;

    private static float[] Means(Network network) =>
        NetworkScores.Logits(network.Original(new Seed(1)), [.. Enumerable.Range(0, Side * Side).Select(i => (byte)Gray(i))]);

    /// <summary>A network that gives the mean of each channel.</summary>
    private void WriteNetwork(int channels, bool channelsLast)
    {
        ModelProto model = OnnxFile.Create("means");
        var b = new GraphBuilder(model.Graph);
        string image = channelsLast ? b.Input("image", -1, Side, Side, channels) : b.Input("image", -1, channels, Side, Side);
        string mean = b.Add("ReduceMean", [image, channelsLast ? b.Constant(1L, 2) : b.Constant(2L, 3)], Attributes.Of("keepdims", 0));
        float[] one = [.. Enumerable.Range(0, channels * channels).Select(i => i % (channels + 1) == 0 ? 1f : 0)];
        b.AddAs("out", "MatMul", [mean, b.FloatTensor(one, channels, channels)]);
        b.Output("out", -1, channels);
        OnnxFile.Save(model, _folder["net.onnx"]);
    }

    private void WriteNumpy(string type, int[] shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}), }}\n";
        byte[] head = [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header)];
        File.WriteAllBytes(_folder["mean.npy"], [.. head, .. data]);
    }
}
