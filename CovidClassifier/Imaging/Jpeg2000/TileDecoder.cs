namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Decodes one tile: its packets, code-blocks, wavelets and colours.</summary>
/// <param name="area">Where it lies.</param>
/// <param name="tables">How it is coded.</param>
/// <param name="components">What the samples of each component are.</param>
internal sealed class TileDecoder(Area area, CodingTables tables, Jpeg2000Component[] components)
{
    private const long BytesOfPrecinct = 1500, BytesOfBlock = 300;

    private readonly TileComponent[] _components =
        [.. components.Select((c, number) => new TileComponent(area, c, tables.Coding(number), tables.Quantisation(number)))];

    private readonly BlockDecoder _blocks = new();

    /// <summary>Memory that its precincts and code-blocks take, about, in bytes.</summary>
    public long BytesOfParts => _components.Sum(c => c.Resolutions.Sum(r => r.PrecinctCount * BytesOfPrecinct + r.BlockCount * BytesOfBlock));

    /// <summary>Whether every subband's step is stated, and colours can be turned.</summary>
    public bool IsSound => _components.All(c => c.Quantisation.Bits(3 * c.Coding.Levels) is not null)
        && (!tables.Tile!.MixesColours || (_components.Length == 3 && _components.All(c => c.Coding.IsReversible == _components[0].Coding.IsReversible)));

    /// <summary>Reads which bytes are whose.</summary>
    /// <returns>Whether all packets are there and sound.</returns>
    public bool ReadPackets(ReadOnlyMemory<byte> packets, CancellationToken cancellationToken)
    {
        foreach (Resolution resolution in _components.SelectMany(c => c.Resolutions))
        {
            resolution.Build();
        }

        var reader = new PacketReader(packets);
        foreach ((int layer, int component, int resolution, int precinct) in PacketOrder.Of(tables.Tile!.Order, tables.Tile.Layers, area, _components))
        {
            cancellationToken.ThrowIfCancellationRequested();
            TileComponent one = _components[component];
            if (!reader.Read(layer, one.Resolutions[resolution].Precincts[precinct], one.Coding.Style))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decodes the samples.</summary>
    /// <param name="picture">Where the picture lies.</param>
    /// <param name="planes">One array for each component of the picture, row by row; the tile's part is written.</param>
    /// <param name="cancellationToken">Looked at between code-blocks and lines.</param>
    /// <returns>Whether the code-blocks are sound.</returns>
    public bool Decode(Area picture, ushort[][] planes, CancellationToken cancellationToken)
    {
        if (tables.Tile!.MixesColours)
        {
            return Decode([0, 1, 2], picture, planes, cancellationToken);
        }

        for (int i = 0; i < _components.Length; i++)
        {
            if (!Decode([i], picture, planes, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private bool Decode(int[] together, Area picture, ushort[][] planes, CancellationToken cancellationToken) =>
        _components[together[0]].Coding.IsReversible
            ? Decode(new ReversibleReconstruction(), together, picture, planes, cancellationToken)
            : Decode(new IrreversibleReconstruction(), together, picture, planes, cancellationToken);

    private bool Decode<T>(Reconstruction<T> reconstruction, int[] together, Area picture, ushort[][] planes, CancellationToken cancellationToken)
        where T : struct
    {
        T[][] all = new T[together.Length][];
        for (int i = 0; i < all.Length; i++)
        {
            if (Coefficients(reconstruction, _components[together[i]], cancellationToken) is not { } values)
            {
                return false;
            }

            reconstruction.Synthesise(values, _components[together[i]], cancellationToken);
            all[i] = values;
        }

        if (all.Length == 3)
        {
            reconstruction.Unmix(all[0], all[1], all[2]);
        }

        for (int i = 0; i < all.Length; i++)
        {
            Write(reconstruction, all[i], components[together[i]], picture, planes[together[i]]);
        }

        return true;
    }

    private T[]? Coefficients<T>(Reconstruction<T> reconstruction, TileComponent component, CancellationToken cancellationToken)
        where T : struct
    {
        int stride = component.Area.Width;
        T[] values = new T[stride * component.Area.Height];
        for (int number = 0; number < component.Resolutions.Length; number++)
        {
            Area smaller = number == 0 ? default : component.Resolutions[number - 1].Area;
            foreach (PrecinctBand band in component.Resolutions[number].Precincts.SelectMany(p => p))
            {
                int bits = component.Quantisation.Bits(band.Band.Number)!.Value;
                float step = component.Quantisation.Size(band.Band.Number, component.Component.Bits + band.Band.Gain);
                int corner = band.Band.Across * smaller.Width - band.Band.Area.Left
                    + (band.Band.Down * smaller.Height - band.Band.Area.Top) * stride;
                foreach (CodeBlock block in band.Blocks)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!_blocks.Decode(block, band.Band, bits, component.Coding.Style))
                    {
                        return null;
                    }

                    ReadOnlySpan<int> decoded = _blocks.Values;
                    for (int i = 0, y = block.Area.Top; y < block.Area.Bottom; y++)
                    {
                        for (int x = block.Area.Left; x < block.Area.Right; x++, i++)
                        {
                            values[corner + y * stride + x] = reconstruction.Coefficient(decoded[i], step);
                        }
                    }
                }
            }
        }

        return values;
    }

    /// <summary>Shifts and bounds the tile's samples (ITU-T T.800, G.1), and writes them.</summary>
    private void Write<T>(Reconstruction<T> reconstruction, T[] values, Jpeg2000Component component, Area picture, ushort[] plane)
        where T : struct
    {
        int middle = 1 << (component.Bits - 1), shift = component.IsSigned ? 0 : middle;
        for (int i = 0, y = area.Top; y < area.Bottom; y++)
        {
            int row = (y - picture.Top) * picture.Width - picture.Left;
            for (int x = area.Left; x < area.Right; x++, i++)
            {
                plane[row + x] = (ushort)(Math.Clamp(reconstruction.Sample(values[i]), -middle, middle - 1) + shift);
            }
        }
    }
}
