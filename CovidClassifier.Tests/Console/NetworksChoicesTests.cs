using CovidClassifier.Console.Options;

namespace CovidClassifier.Tests.Console;

public class NetworksChoicesTests
{
    private static readonly AvailableNetworks There = new([Backbone.ResNet18, Network.CustomCnn()], []);

    [Test]
    public void Adapt_NoNames_TakesWhatIsThereInEachMode() => Assert.That(
        Of(null).Adapt(There, ["frozen", "finetune"], variants: null).Select(p => p.Title),
        Is.EqualTo(new[] { "resnet18 frozen maxent", "resnet18 finetune", "cnn" }));

    [Test]
    public void Adapt_NetworksJoinedByAPlus_AreOneEnsembleInEachMode()
    {
        NetworksChoices choices = Of("cnn", "resnet18+mobilenetv2");
        AvailableNetworks open = choices.Open();
        Assert.That(open.Networks.Select(n => n.Name), Is.EqualTo(new[] { "cnn" }));
        Assert.That(
            choices.Adapt(open, ["frozen", "finetune"], variants: null).Select(p => p.Title),
            Is.EqualTo(new[] { "cnn", "resnet18 frozen maxent + mobilenetv2 frozen maxent", "resnet18 finetune + mobilenetv2 finetune" }));
    }

    [Test]
    public void Adapt_WithAnInputSize_GivesEveryNetworkThatSize()
    {
        NetworksChoices choices = Of("resnet18", "resnet18+mobilenetv2") with { InputSize = 320 };
        Assert.That(
            choices.Adapt(choices.Open(), ["finetune"], variants: null).Select(p => p.Title),
            Is.EqualTo(new[] { "resnet18-320 finetune", "resnet18-320 finetune + mobilenetv2-320 finetune" }));
    }

    private static NetworksChoices Of(params string[]? names) => new(names, WeightsFolder: null, Preprocessing: null, InputSize: null);
}
