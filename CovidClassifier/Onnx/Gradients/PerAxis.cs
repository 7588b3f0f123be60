namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Gradient of an operator that is linear along each axis by itself (resizing, padding by copies). What it does along one axis is a matrix, which the operator
/// itself makes from the unit matrix; the gradient is the product with that matrix transposed.
/// </summary>
internal static class PerAxis
{
    /// <param name="scope">The node.</param>
    /// <param name="gradient">The gradient of output 0.</param>
    /// <param name="moves">Whether the operator does anything along an axis.</param>
    /// <param name="apply">Adds the operator for one axis: takes a unit matrix [length, length], gives [new length, length].</param>
    public static string Gradient(GradientScope scope, string gradient, Func<int, bool> moves, Func<string, int, string> apply)
    {
        long[] shape = scope.Shape(scope.Node.Input[0]);
        long[] current = [.. scope.Shape(scope.Node.Output[0])];
        GraphBuilder builder = scope.Builder;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (!moves(axis))
            {
                continue;
            }

            string matrix = apply(Unit(builder, shape[axis]), axis);
            long[] rows = [current[..axis].Product(), current[axis], current[(axis + 1)..].Product()];
            string product = builder.Add("MatMul", [builder.Transpose(matrix, 1, 0), builder.Reshape(gradient, current, rows)]);
            current[axis] = shape[axis];
            gradient = builder.Reshape(product, current);
        }

        return gradient;
    }

    private static string Unit(GraphBuilder builder, long length)
    {
        var values = new float[length * length];
        for (long i = 0; i < length; i++)
        {
            values[i * length + i] = 1;
        }

        return builder.FloatTensor(values, length, length);
    }
}
