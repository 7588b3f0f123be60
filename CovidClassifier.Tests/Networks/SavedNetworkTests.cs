using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Fuzz.Targets;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

public class SavedNetworkTests
{
    [Test]
    public void SaveOnnx_TheSameFileAgain_GivesTheSameBytesWhateverWasReadBetween()
    {
        using var folder = new TempFolder();
        byte[] whole = SmallModels.Network();
        var mutator = new Mutator(new Seed(3).Open());
        string first = Saved(folder, whole);
        for (int i = 0; i < 40; i++)
        {
            try
            {
                Saved(folder, mutator.Mutate(whole, whole));
            }
            catch (NetworkException)
            {
                // damaged
            }

            Assert.That(Saved(folder, whole), Is.EqualTo(first));
        }
    }

    private static string Saved(TempFolder folder, byte[] network)
    {
        folder.Write("n.onnx", network);
        Network.FromOnnx(folder["n.onnx"], Preprocessing.ZeroOne, inputSize: 64).SaveOnnx(folder["copy.onnx"], classCount: 2, seed: 1);
        byte[] saved = File.ReadAllBytes(folder["copy.onnx"]);
        return ModelProto.Parser.ParseFrom(saved) + Convert.ToHexString(saved);
    }
}
