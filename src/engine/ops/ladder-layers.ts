import { ownLayer } from './own-layer'

/**
 * What a ladder VAE (Sonderby et al. 2016) computes with its lower level, on codes [batch, size]. The level's prior is
 * N(mu_p, sigma_p^2), given by the level above. The lower code is held in deviations of that prior,
 * e = (z - mu_p) / sigma_p, so that under the prior it is N(0, 1), whatever the level above says.
 */

/** [e, mu_p, log sigma_p^2] to z = mu_p + sigma_p e. */
export const ladderDraw = ownLayer<{ name: string }>({
  className: 'LadderDraw',
  shape: ([first = []]) => first,
  call: (tf, [e, mu, logVariance]) => tf.add(mu!, tf.mul(tf.exp(tf.mul(logVariance!, 0.5)), e!)),
})

/**
 * [mu_d, mu_p, log sigma_d^2, log sigma_p^2] to the mean of e when what the data say, N(mu_d, sigma_d^2), and the prior
 * are weighed by their precisions (eq. 17 and 18): (mu_d - mu_p) / sigma_p * sigma_p^2 / (sigma_d^2 + sigma_p^2).
 */
export const ladderMean = ownLayer<{ name: string }>({
  className: 'LadderMean',
  shape: ([first = []]) => first,
  call(tf, [mu, priorMu, logVariance, priorLogVariance]) {
    const distance = tf.div(tf.sub(mu!, priorMu!), tf.exp(tf.mul(priorLogVariance!, 0.5)))
    return tf.mul(distance, tf.sigmoid(tf.sub(priorLogVariance!, logVariance!)))
  },
})

/** [log sigma_d^2, log sigma_p^2] to log(sigma_d^2 / (sigma_d^2 + sigma_p^2)), the log-variance of e. */
export const ladderSpread = ownLayer<{ name: string }>({
  className: 'LadderSpread',
  shape: ([first = []]) => first,
  call: (tf, [logVariance, priorLogVariance]) => tf.neg(tf.softplus(tf.sub(priorLogVariance!, logVariance!))),
})
