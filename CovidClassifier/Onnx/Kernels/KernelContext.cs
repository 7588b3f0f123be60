namespace CovidClassifier.Onnx.Kernels;

/// <summary>A kernel's tensors during one call.</summary>
internal readonly unsafe ref struct KernelContext(nint context)
{
    public ReadOnlySpan<float> Floats(int input)
    {
        nint value = OrtTable.Input(context, input);
        return new ReadOnlySpan<float>((void*)OrtTable.Data(value), OrtTable.Count(value));
    }

    public ReadOnlySpan<long> Longs(int input)
    {
        nint value = OrtTable.Input(context, input);
        return new ReadOnlySpan<long>((void*)OrtTable.Data(value), OrtTable.Count(value));
    }

    /// <summary>Makes an output of this shape; its values are undefined until written.</summary>
    public Span<float> Output(int index, params ReadOnlySpan<long> shape)
    {
        nint value = OrtTable.Output(context, index, shape);
        return new Span<float>((void*)OrtTable.Data(value), OrtTable.Count(value));
    }
}
