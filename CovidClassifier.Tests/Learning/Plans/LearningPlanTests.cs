using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Plans;

public sealed class LearningPlanTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("Network.CustomCnn()")]
    [TestCase("Network.FromOnnx(\"net.onnx\")")]
    [TestCase("Backbone.ResNet18")]
    [TestCase("Backbone.MobileNetV2.FineTuned()")]
    [TestCase("Backbone.MobileNetV2.FineTuned(all: true)")]
    [TestCase("Network.FromOnnx(\"net.onnx\").Frozen(Head.LinearSvm())")]
    public void WithNetwork_ANetworkOrAPlan_Compiles(string given) =>
        Assert.That(CompiledSnippet.Problems($"new CovidModelBuilder().WithNetwork({given});", "CovidClassifier"), Is.Empty);

    [Test]
    public void Compare_NetworksAndPlansMixed_Compiles() => Assert.That(
        CompiledSnippet.Problems(
            "new CovidModelBuilder().Compare([Network.CustomCnn(), Backbone.ResNet18.Frozen(), Backbone.ResNet18.FineTuned(), Backbone.ResNet18]);",
                "CovidClassifier"),
        Is.Empty);

    [TestCase("Backbone.ResNet18.Frozen().FineTuned()", "CS1929")]
    [TestCase("Backbone.ResNet18.FineTuned().Frozen()", "CS1929")]
    [TestCase("Backbone.ResNet18.FineTuned().FineTuned(all: true)", "CS1929")]
    [TestCase("new Action(() => Network.CustomCnn().Frozen().SaveOnnx(\"net.onnx\", 2, 1))", "CS1061")]
    [TestCase("new CovidModelBuilder().Search(TimeSpan.FromMinutes(1), [Backbone.ResNet18.Frozen()])", "CS0029")]
    public void Plan_OfAPlan_DoesNotCompile(string expression, string error) =>
        Assert.That(CompiledSnippet.Problems($"_ = {expression};", "CovidClassifier").Select(p => p.Split(':')[0]), Is.EqualTo(new[] { error }));

    [Test]
    public void Network_GivenAlone_LearnsWithAllItsWeights()
    {
        LearningPlan plan = Network.CustomCnn();
        Assert.That((plan.Title, plan.Choices["mode"], plan.LearnsByEpochs, plan.NeedsValidation), Is.EqualTo(("cnn", "scratch", true, true)));
        Network? none = null;
        LearningPlan? noPlan = none;
        Assert.That(noPlan, Is.Null);
        Assert.That(() => new CovidModelBuilder().WithNetwork(none!), Throws.ArgumentNullException);
    }

    [Test]
    public void Title_OfEachPlan_TellsThemApart()
    {
        Network network = SmallNetwork.Open(_folder);
        LearningPlan[] plans =
        [
            network, network.Frozen(), network.Frozen(Head.Sdca()), network.Frozen(options: new FreezingOptions { Features = "relu" }),
            network.FineTuned(), network.FineTuned(all: true),
            network.FineTuned(new FineTuningOptions { Cut = "relu" }),
        ];
        Assert.That(plans.Select(p => p.Title), Is.Unique);
        Assert.That(plans.Select(p => p.Name).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Quick_OfEachPlan_IsTheFamilyInACheapForm()
    {
        Network network = SmallNetwork.Open(_folder);
        Assert.That(LearningPlan.FromNetwork(Network.CustomCnn()).Quick().Description, Is.EqualTo("the CNN at 128 x 128"));
        foreach (LearningPlan plan in new LearningPlan[] { network, network.Frozen(Head.LightGbm()), network.FineTuned() })
        {
            Assert.That(plan.Quick().Description, Is.EqualTo($"{network.Name}'s features under maxent"));
        }
    }

    [Test]
    public void SaveOnnx_OfEveryKindOfNetwork_WritesWhatCanBeOpenedAgain()
    {
        Network file = SmallNetwork.Open(_folder);
        Network.CustomCnn().SaveOnnx(_folder["cnn.onnx"], 2, seed: 1);
        Network[] networks = [file, Network.CustomCnn(), Backbone.MobileNetV2.WithWeights(_folder["cnn.onnx"], Preprocessing.ZeroOne)];
        foreach (Network network in networks)
        {
            network.SaveOnnx(_folder["saved.onnx"], classCount: 2, seed: 1);
            NetworkGraph before = network.Build(2, new Seed(1).For("weights"));
            NetworkGraph after = Network.FromOnnx(_folder["saved.onnx"]).Build(2, new Seed(1).For("weights"));
            Assert.That((after.Width, after.Outputs, after.ParameterCount), Is.EqualTo((before.Width, before.Outputs, before.ParameterCount)), network.Name);
        }
    }

    [Test]
    public void Name_OfAFileCalledCnn_DoesNotMakeItTheCnn()
    {
        Network.CustomCnn(inputSize: 64).SaveOnnx(_folder["cnn.onnx"], 2, seed: 1);
        Network file = Network.FromOnnx(_folder["cnn.onnx"]);
        Assert.That((file.Name, file.IsPretrained, Network.CustomCnn().IsPretrained), Is.EqualTo(("cnn", true, false)));
        Assert.That(LearningPlan.FromNetwork(file).Quick().Description, Is.EqualTo("cnn's features under maxent"));
    }

    [Test]
    public void Build_TheSameNetworkInEachPlan_BeginsFromItsOwnWeights()
    {
        Network network = SmallNetwork.Open(_folder);
        float[] First(LearningPlan plan)
        {
            ModelProto model = plan.Build(2, new Seed(1)).Model;
            return model.Graph.Initializer.First(i => i.Name.StartsWith("conv", StringComparison.Ordinal)).Floats();
        }

        Assert.That(First(network.Frozen()), Is.EqualTo(First(network)));
        Assert.That(First(network.FineTuned()), Is.EqualTo(First(network)));
    }
}
