using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx.Gradients;

public class GradientCatalogueTests
{
    [Test]
    public void All_IsWhatTheFolderHolds() => Assert.That(GradientCatalogue.All.Select(g => g.GetType()), Is.EquivalentTo(
        typeof(IOperatorGradient).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IOperatorGradient)))));

    [Test]
    public void All_OneGradient_OneLine() => Assert.That(GradientCatalogue.All.Select(g => g.GetType()), Is.Unique);
}
