using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx.Gradients;

/// <summary>Each operator's gradient against central differences; the table of cases is split by kind of operator.</summary>
internal sealed class FiniteDifferenceTests
{
    private const int NewestSet = 23;

    private static OperatorCase[] Table =>
        [.. ConvolutionCases.All, .. PoolingCases.All, .. ElementwiseCases.All, .. ProductCases.All, .. ReductionCases.All, .. ShapeCases.All,
            .. NormalizationCases.All];

    private static IEnumerable<TestCaseData> Cases() =>
        from opset in new[] { Opset.Version, NewestSet }
        from operatorCase in Table
        where operatorCase.Since <= opset
        select new TestCaseData(operatorCase, opset).SetArgDisplayNames($"{operatorCase}, set {opset}");

    [TestCaseSource(nameof(Cases))]
    public void Gradient_OfAnOperator_MatchesFiniteDifferences(OperatorCase operatorCase, int opset) => FiniteDifference.Check(operatorCase, opset);

    [Test]
    public void Table_HasACaseForEveryOperatorOfTheCatalogue() =>
        Assert.That(GradientCatalogue.OpTypes.Except(Table.Select(c => c.Operator)), Is.Empty);
}
