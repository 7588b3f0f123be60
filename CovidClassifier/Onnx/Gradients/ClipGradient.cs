namespace CovidClassifier.Onnx.Gradients;

/// <summary>Passes strictly between the bounds; at a bound nothing passes, as for ReLU at 0.</summary>
internal sealed class ClipGradient() : FirstInputGradient("Clip")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string y = scope.Node.Output[0];
        string? above = scope.Node.InputAt(1) is { } low ? builder.Add("Greater", [y, low]) : null;
        string? below = scope.Node.InputAt(2) is { } high ? builder.Add("Less", [y, high]) : null;
        return (above, below) switch
        {
            (null, null) => gradient,
            (not null, not null) => builder.Mask(builder.Add("And", [above, below]), gradient),
            _ => builder.Mask((above ?? below)!, gradient),
        };
    }
}
