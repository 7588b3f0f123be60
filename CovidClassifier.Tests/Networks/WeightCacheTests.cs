using System.Security.Cryptography;
using CovidClassifier.Networks;

namespace CovidClassifier.Tests.Networks;

public sealed class WeightCacheTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3, 4];

    private static readonly WeightFile Net = new("net-7.onnx", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Locate_LooksInTheCache_WhereNothingIsGiven()
    {
        _folder.Write("cache/net-7.onnx", Content);
        Assert.That(Locate(null), Is.EqualTo(_folder["cache/net-7.onnx"]));
    }

    [Test]
    public void Locate_LooksInTheGivenFolder()
    {
        _folder.Write("mine/net-7.onnx", Content);
        Assert.That(Locate(_folder["mine"]), Is.EqualTo(_folder["mine/net-7.onnx"]));
    }

    [Test]
    public void Locate_TakesAGivenFileAsItIs()
    {
        _folder.Write("mine/tuned.onnx", [7]);
        Assert.That(Locate(_folder["mine/tuned.onnx"]), Is.EqualTo(_folder["mine/tuned.onnx"]));
    }

    [Test]
    public void MissingWeights_AreSaidWithFilePlaceAndAddress()
    {
        WeightsException error = Assert.Throws<WeightsException>(() => Locate(null))!;
        Assert.That(error.Message, Is.EqualTo(
            $"The weights of net are missing: put net-7.onnx (4 bytes, from https://huggingface.co/onnxmodelzoo/net-7/resolve/main/net-7.onnx) at " +
                $"'{_folder["cache/net-7.onnx"]}', or let Backbone.FetchAsync do so, or name another file or folder (Backbone.WithWeights)."));
        Assert.That((error.Path, error.SourceUri),
            Is.EqualTo((_folder["cache/net-7.onnx"], new Uri("https://huggingface.co/onnxmodelzoo/net-7/resolve/main/net-7.onnx"))));
        Assert.That(() => Locate(_folder.Root), Throws.TypeOf<WeightsException>().With.Message.Contains($"at '{_folder["net-7.onnx"]}'"));
    }

    [Test]
    public void MissingWeights_OfANetworkThatAPackageBrings_NameThePackage() => Assert.That(
        () => WeightCache.Locate(Net, "net", null, _folder["cache"], "Some.Package"),
        Throws.TypeOf<WeightsException>().With.Message.StartsWith(
            "The weights of net are missing: reference the package Some.Package in the application, or put net-7.onnx (4 bytes"));

    [Test]
    public void GivenPlaceThatIsNotThere_IsSaid() =>
        Assert.That(() => Locate(_folder["nowhere"]), Throws.TypeOf<WeightsException>().With.Message.EqualTo(
            $"The weights of net must be a file or a folder that exists, but there is nothing at '{_folder["nowhere"]}'; the file net-7.onnx comes from " +
                $"https://huggingface.co/onnxmodelzoo/net-7/resolve/main/net-7.onnx."));

    [TestCase(new byte[] { 1, 2, 3 }, "it must have 4 bytes, but has 3")]
    [TestCase(new byte[] { 1, 2, 3, 5 }, "its SHA-256 must be 9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a, but is ")]
    public void DamagedFile_IsRefused(byte[] bytes, string flaw)
    {
        _folder.Write("cache/net-7.onnx", bytes);
        Assert.That(() => Locate(null), Throws.TypeOf<WeightsException>().With.Message.StartsWith(
            $"'{_folder["cache/net-7.onnx"]}' is not the published net-7.onnx: {flaw}"));
    }

    [Test]
    public void Length_OfALink_IsThatOfItsFile()
    {
        _folder.Write("net.onnx", Content);
        File.CreateSymbolicLink(_folder["link.onnx"], _folder["net.onnx"]);
        Assert.That((WeightCache.Length(_folder["link.onnx"]), WeightCache.Length(_folder["none.onnx"])), Is.EqualTo((4, -1)));
    }

    [Test]
    public void Folder_IsBelowTheVariableOrTheUsersOwn()
    {
        Assert.That(WeightCache.Below(_folder["home"], "/user"), Is.EqualTo(_folder["home/weights"]));
        Assert.That(WeightCache.Below("", _folder["user"]), Is.EqualTo(_folder["user/CovidClassifier/weights"]));
        Assert.That(() => WeightCache.Below(null, ""), Throws.TypeOf<WeightsException>().With.Message.Contains("COVIDCLASSIFIER_HOME"));
    }

    private string Locate(string? given) => WeightCache.Locate(Net, "net", given, _folder["cache"]);
}
