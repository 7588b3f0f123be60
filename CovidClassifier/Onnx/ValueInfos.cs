namespace CovidClassifier.Onnx;

/// <summary>Makes and reads the declarations of a graph's inputs and outputs.</summary>
internal static class ValueInfos
{
    /// <summary>A declaration; a negative length becomes the symbolic batch dimension 'N'.</summary>
    public static ValueInfoProto Of(string name, TensorProto.Types.DataType type, params ReadOnlySpan<long> dims)
    {
        var shape = new TensorShapeProto();
        foreach (long dim in dims)
        {
            shape.Dim.Add(dim < 0 ? new TensorShapeProto.Types.Dimension { DimParam = "N" } : new TensorShapeProto.Types.Dimension { DimValue = dim });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } };
    }

    /// <summary>The declared lengths, -1 where one is symbolic or left open; null where no shape is declared.</summary>
    public static long[]? Shape(this ValueInfoProto info) =>
        info.Type?.TensorType?.Shape is { } shape
            ? [.. shape.Dim.Select(d => d.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && d.DimValue > 0 ? d.DimValue : -1)]
            : null;
}
