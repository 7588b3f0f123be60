using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// Cross entropy on logits: sigmoid for one output, softmax for several. Targets are shares per output, so label smoothing is the caller's; the loss is the sum
/// over samples of weight x cross entropy, so class weights, the mean, and a last batch filled up with samples of weight 0 are the caller's too.
/// </summary>
internal static class TrainingLoss
{
    /// <summary>Adds the loss and returns its gradient by the logits.</summary>
    public static string Append(GraphBuilder builder, string logits, long[] shape)
    {
        string targets = builder.Input(TrainingGraph.Targets, shape);
        string weights = builder.Input(TrainingGraph.SampleWeights, shape[0], 1);
        (string losses, string slope) = shape[1] == 1 ? Sigmoid(builder, logits, targets) : Softmax(builder, logits, targets);
        builder.AddAs(TrainingGraph.Loss, "ReduceSum", [builder.Add("Mul", [losses, weights])], Attributes.Of("keepdims", 0));
        return builder.Add("Mul", [slope, weights]);
    }

    // softplus(z) - t z
    private static (string Losses, string Slope) Sigmoid(GraphBuilder builder, string logits, string targets) => (
        builder.Add("Sub", [builder.Add("Softplus", [logits]), builder.Add("Mul", [targets, logits])]),
        builder.Add("Sub", [builder.Add("Sigmoid", [logits]), targets]));

    private static (string Losses, string Slope) Softmax(GraphBuilder builder, string logits, string targets)
    {
        string log = builder.Add("LogSoftmax", [logits], Attributes.Of("axis", -1));
        return (
            builder.Add("Neg", [builder.Add("Mul", [targets, log])]),
            builder.Add("Sub", [builder.Add("Softmax", [logits], Attributes.Of("axis", -1)), targets]));
    }
}
